import type { MessagesSource } from '../messages.ts'

/** Chinese in simplified characters. */
export const chinese: MessagesSource = {
  button: {
    locale: 'zh',
    dir: 'ltr',
    cashOut: '提现',
    resume: '继续提现',
    view: '查看提现',
    opening: '正在打开…',
    failedToLoad: '加载失败，请重试',
    waitingTitle: '请稍候',
    waitingBody: '正在准备您的提现，请不要关闭此窗口。',
  },
  load: () => import('./messages.ts').then(({ zh }) => zh),
}
