import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { bundleBudget } from './scripts/bundle-budget.ts'
import { bundleSecrets } from './scripts/bundle-secrets.ts'
import { precompress } from './scripts/precompress.ts'

export default defineConfig({
  plugins: [
    react(),
    bundleBudget({ signIn: 170_000, firstPage: 280_000, route: 60_000, style: 42_000 }),
    bundleSecrets(),
    precompress(),
  ],
  server: { port: 5173, strictPort: true, proxy: { '/api': 'http://localhost:5080' }, fs: { allow: ['..'] } },
  build: {
    outDir: '../src/SecureObs.Api/wwwroot',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rolldownOptions: { input: { index: 'index.html', redirect: 'redirect.html' } },
  },
  test: { environment: 'node', include: ['{src,scripts}/**/*.test.{ts,tsx}'] },
})
