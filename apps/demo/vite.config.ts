import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  resolve: {
    conditions: [
      'offrampkit-source',
      'module',
      'browser',
      mode === 'production' ? 'production' : 'development',
    ],
    dedupe: ['react', 'react-dom', 'wagmi', 'viem', '@tanstack/react-query'],
  },
  build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 900 },
}))
