import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: 'src',
  // The build script makes the new pages beside the ones in use.
  buildDirectory: process.env['VITRINE_PAGES_FOLDER'] ?? 'build',
  ssr: true,
  future: { v8_middleware: true, v8_viteEnvironmentApi: true },
} satisfies Config;
