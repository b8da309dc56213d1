/** K of Krajan: the stem is home, the arms are the road there, the dot is the one who walks it. */
export const LogoMark = ({ class: extra }: { class?: string }) => (
  <svg class={extra ? `logo-mark ${extra}` : 'logo-mark'} viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
    <rect class="logo-ground" width="32" height="32" rx="8" />
    <path class="logo-letter" d="M10 7v18M23 7.5c-1 5-4.5 8.5-13 8.5 8.5 0 12 3.5 13 9" />
    <circle class="logo-dot" cx="23.5" cy="16" r="2.6" />
  </svg>
)

export const Logo = () => (
  <span class="logo">
    <LogoMark />
    <span class="logo-word">Krajan</span>
  </span>
)
