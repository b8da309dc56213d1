export type Tab = { href: string; label: string; count?: number | string; current?: boolean }

/** Links, not ARIA tabs: the chosen one lives in the address. */
export const Tabs = ({ label, tabs }: { label: string; tabs: readonly Tab[] }) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map((tab) => (
        <li>
          <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
            {tab.label}
            {tab.count !== undefined && <span class="count">{tab.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
