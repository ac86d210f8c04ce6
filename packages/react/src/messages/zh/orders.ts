import type { HistoryMessages, ReceiptMessages } from '../ordersMessages.ts'

export const zhHistory: HistoryMessages = {
  title: '您的提现',
  loading: '正在读取您的提现…',
  empty: { title: '还没有提现', body: '您的提现及其状态会显示在这里。' },
  more: '显示更早的',
  loadingMore: '正在读取…',
  details: '此提现的步骤',
}

export const zhReceipt: ReceiptMessages = {
  title: '收据',
  notPaidTitle: '此订单的状态',
  notPaid: '这不是收据：据我们所知，此订单尚未付款。',
  loading: '正在读取收据…',
  sold: '已出售',
  paidOut: '已付金额',
  untold: '已付款；未告知金额',
  provider: '服务商',
  method: '付款到',
  rate: '汇率（含所有费用）',
  rateOf: (cash, asset) => `1 ${asset} 兑 ${cash}`,
  begun: '开始时间',
  arrived: '看到转账',
  confirmed: '付款确认',
  asOf: (time) => `截至 ${time}`,
  print: '打印',
  share: '分享',
  copied: '已复制，可粘贴到任何地方。',
}
