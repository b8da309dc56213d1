/** K of Krajan: a letter that stands at home and waves. */
export const LogoMark = ({ class: extra }: { class?: string }) => (
  <svg class={extra ? `logo-mark ${extra}` : 'logo-mark'} viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
    <rect class="logo-ground" width="32" height="32" rx="8" />
    <path class="logo-letter" d="M9 7v18M9 18l8.5-6.7M13.4 14.7 22 25" />
    <circle class="logo-dot" cx="22.2" cy="7.9" r="3.3" />
  </svg>
)

export const Logo = () => (
  <span class="logo">
    <LogoMark />
    <span class="logo-word">Krajan</span>
  </span>
)
