/** Word between the tabs of one browser that an order's row changed. A hint to read; a lost one costs nothing but time. */
export interface NewsPort {
  publish(orderId: string): void
  subscribe(orderId: string, onNews: () => void): () => void
}
