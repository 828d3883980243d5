import { type CSSVariablesResolver, createTheme } from '@mantine/core'

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 7 },
  colors: {
    brand: [
      '#eef4fc',
      '#dce8f8',
      '#b7d0f0',
      '#9cc4f7',
      '#7db7ff',
      '#4a8bdb',
      '#2f74cb',
      '#1c5fb8',
      '#174f9a',
      '#103a73',
    ],
    danger: [
      '#fdf0f3',
      '#f9d9e0',
      '#f0a9b9',
      '#ec8a97',
      '#ec707a',
      '#c93a56',
      '#ad1f40',
      '#8f0a2d',
      '#760824',
      '#5c051b',
    ],
  },
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusClassName: 'so-focus',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false } },
    // The placeholder that has the focus first is no item of a menu (ARIA): the first item gets it.
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: { radius: 'md', centered: true, transitionProps: { duration: 120 } },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close the notice' } } },
    Tabs: { defaultProps: { keepMounted: false } },
  },
})

/** Mantine's dimmed text and control borders fail WCAG AA; these pass on every surface of both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636b',
    '--mantine-color-placeholder': '#5c636b',
    '--mantine-color-anchor': '#1c5fb8',
    '--mantine-color-error': '#8f0a2d',
  },
  dark: {
    '--mantine-color-dimmed': '#a8a8a8',
    '--mantine-color-placeholder': '#a8a8a8',
    '--mantine-color-anchor': '#7db7ff',
    '--mantine-color-error': '#ec707a',
    '--mantine-color-body': '#242424',
  },
})
