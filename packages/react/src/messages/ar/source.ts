import type { MessagesSource } from '../messages.ts'

/** Modern Standard Arabic, from right to left. */
export const arabic: MessagesSource = {
  button: {
    locale: 'ar',
    dir: 'rtl',
    cashOut: 'سحب الأموال',
    resume: 'متابعة السحب',
    view: 'عرض السحب',
    opening: 'جارٍ الفتح…',
    failedToLoad: 'تعذّر التحميل. حاول مرة أخرى',
    waitingTitle: 'لحظة من فضلك',
    waitingBody: 'نُعِدّ عملية السحب. أبقِ هذه النافذة مفتوحة.',
  },
  load: () => import('./messages.ts').then(({ ar }) => ar),
}
