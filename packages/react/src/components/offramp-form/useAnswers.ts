'use client'
import type { OfframpError } from '@offrampkit/core'
import { askedFields, type FormAnswers, type FormField } from '@offrampkit/core/api'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import {
  answersToSend,
  decidingAnswers,
  type Problems,
  problemsOf,
  refusedField,
  typedInto,
} from './answers.ts'

/** A form while it is filled in. Answers stay in its inputs; only those that decide what is asked are held here. */
export interface Answering {
  form: RefObject<HTMLFormElement | null>
  asked: readonly FormField[]
  problems: Problems
  /** The server's refusal of the last answers, until they are sent again or the field that it is about is changed. */
  refusal: OfframpError | null
  /** The field that it is about. */
  refusedAt: string | null
  onInput(event: FormEvent<HTMLFormElement>): void
  onSubmit(event: FormEvent<HTMLFormElement>): void
}

/** Checks the answers, takes the focus to the first that must be corrected, and hands good ones on. */
export function useAnswers(parts: {
  fields: readonly FormField[]
  sending: boolean
  refused: OfframpError | null
  onAnswers(answers: FormAnswers): void
}): Answering {
  const { fields, sending, refused, onAnswers } = parts
  const form = useRef<HTMLFormElement>(null)
  const [deciding, setDeciding] = useState<FormAnswers>({})
  const [problems, setProblems] = useState<Problems>({})
  const [settled, setSettled] = useState<OfframpError | null>(null)
  const [tries, setTries] = useState(0)
  const asked = askedFields(fields, deciding)
  const refusal = sending || refused === settled ? null : refused
  const refusedAt = refusedField(asked, refusal)

  useEffect(() => {
    if (sending) setSettled(null)
  }, [sending])
  // What is wrong stands beside the fields by then. An effect of each, so that correcting one never moves the focus to another.
  useEffect(() => {
    if (tries > 0) focusFirstWrong(form.current)
  }, [tries])
  useEffect(() => {
    if (refusedAt !== null) focusFirstWrong(form.current)
  }, [refusedAt])

  return {
    form,
    asked,
    problems,
    refusal,
    refusedAt,
    onInput({ currentTarget, target }) {
      const { name } = target as HTMLInputElement
      const answers = typedInto(currentTarget)
      setDeciding(decidingAnswers(fields, answers))
      // What was found wrong is told as long as it is, and nothing is found wrong while somebody is typing.
      const now = problemsOf(fields, answers)
      setProblems((before) =>
        Object.fromEntries(Object.entries(now).filter(([one]) => Object.hasOwn(before, one))),
      )
      if (name === refusedAt) setSettled(refused)
    },
    onSubmit(event) {
      event.preventDefault()
      if (sending) return
      const answers = typedInto(event.currentTarget)
      const found = problemsOf(fields, answers)
      setDeciding(decidingAnswers(fields, answers))
      setProblems(found)
      if (Object.keys(found).length > 0) setTries((before) => before + 1)
      else onAnswers(answersToSend(fields, answers))
    },
  }
}

function focusFirstWrong(form: HTMLFormElement | null) {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
