import type { HistoryMessages, ReceiptMessages } from '../ordersMessages.ts'

export const arHistory: HistoryMessages = {
  title: 'عمليات السحب',
  loading: 'نقرأ عمليات السحب…',
  empty: { title: 'لا توجد عمليات سحب بعد', body: 'تظهر هنا عمليات السحب مع وضع كل منها.' },
  more: 'عرض الأقدم',
  loadingMore: 'جارٍ القراءة…',
  details: 'خطوات هذا السحب',
}

export const arReceipt: ReceiptMessages = {
  title: 'إيصال',
  notPaidTitle: 'وضع هذا الطلب',
  notPaid: 'هذا ليس إيصالًا: على حد علمنا لم يُدفع شيء لهذا الطلب.',
  loading: 'نقرأ الإيصال…',
  sold: 'ما بِيع',
  paidOut: 'المبلغ المدفوع',
  untold: 'تم الدفع؛ ولم يُذكر المبلغ',
  provider: 'المزوّد',
  method: 'دُفع إلى',
  rate: 'السعر شاملًا كل الرسوم',
  rateOf: (cash, asset) => `${cash} مقابل 1 ${asset}`,
  begun: 'البداية',
  arrived: 'رُصد الإيداع',
  confirmed: 'تأكّد الدفع',
  asOf: (time) => `حتى ${time}`,
  print: 'طباعة',
  share: 'مشاركة',
  copied: 'تم النسخ. الصقه حيث تشاء.',
}
