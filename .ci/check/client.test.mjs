import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { serverGraphProblems } from './client.mjs'

const check = (files) =>
  serverGraphProblems(
    ['entry.js'],
    (file) => files[file],
    (file, specifier) => posix.join(posix.dirname(file), specifier),
  )

test('what uses state says that it is client code, or is behind what says it', () => {
  const hook = 'import { useState } from "react"\nexport const useA = () => useState(0)'
  expect(check({ 'entry.js': 'export { useA } from "./a.js"', 'a.js': `"use client"\n${hook}` })).toEqual([])
  expect(check({ 'entry.js': '"use client"\nexport { useA } from "./a.js"', 'a.js': hook })).toEqual([])
  expect(check({ 'entry.js': 'export { useA } from "./a.js"', 'a.js': hook })).toEqual([
    "entry.js → a.js uses useState and does not say 'use client'",
  ])
})

test('what is loaded later is seen too', () => {
  const files = {
    'entry.js': 'export const f = () => import("./a.js")',
    'a.js': 'import { useConfig } from "wagmi"\nexport const g = () => useConfig()',
  }
  expect(check(files)).toEqual([expect.stringContaining('a.js uses useConfig')])
})

test('what a server component may use is nothing to complain about', () => {
  const files = {
    'entry.js':
      'import { cloneElement, use, useId, useMemo, useCallback } from "react"\nimport { replaceEqualDeep } from "@tanstack/react-query"',
  }
  expect(check(files)).toEqual([])
})
