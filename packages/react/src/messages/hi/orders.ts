import type { HistoryMessages, ReceiptMessages } from '../ordersMessages.ts'

export const hiHistory: HistoryMessages = {
  title: 'आपकी निकासियाँ',
  loading: 'आपकी निकासियाँ पढ़ी जा रही हैं…',
  empty: { title: 'अभी कोई निकासी नहीं', body: 'आपकी निकासियाँ यहाँ दिखेंगी, हर एक की स्थिति के साथ।' },
  more: 'पहले की दिखाएँ',
  loadingMore: 'पढ़ा जा रहा है…',
  details: 'इस निकासी के चरण',
}

export const hiReceipt: ReceiptMessages = {
  title: 'रसीद',
  notPaidTitle: 'यह ऑर्डर कहाँ है',
  notPaid: 'यह रसीद नहीं है: जहाँ तक हमें पता है, इस ऑर्डर के लिए कोई भुगतान नहीं हुआ है।',
  loading: 'रसीद पढ़ी जा रही है…',
  sold: 'बेचा गया',
  paidOut: 'भुगतान राशि',
  untold: 'भुगतान हुआ; राशि नहीं बताई गई',
  provider: 'प्रदाता',
  method: 'भुगतान यहाँ',
  rate: 'दर, सभी शुल्क सहित',
  rateOf: (cash, asset) => `1 ${asset} के लिए ${cash}`,
  begun: 'शुरुआत',
  arrived: 'जमा दिखी',
  confirmed: 'भुगतान की पुष्टि',
  asOf: (time) => `${time} तक की स्थिति`,
  print: 'प्रिंट करें',
  share: 'साझा करें',
  copied: 'कॉपी हुआ। जहाँ चाहें पेस्ट करें।',
}
