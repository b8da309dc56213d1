import { type Logo, type Look, logoPath, sheetPath } from '../../src/lib/brand.ts'
import { LogoMark } from './logo.tsx'

/** The centre's colours, after the default ones; nothing where it has none of its own. */
export const BrandSheet = ({ look }: { look: Pick<Look, 'brand' | 'brand_color'> }) => {
  const path = sheetPath(look)
  return path ? <link rel="stylesheet" href={path} /> : null
}

/** The centre's logo, or our mark. Its name stands beside it, so the picture says nothing of its own. */
export const CentreMark = ({ slug, logo }: { slug: string; logo: Logo | null }) =>
  logo ? <LogoPicture slug={slug} logo={logo} /> : <LogoMark />

export const LogoPicture = ({ slug, logo }: { slug: string; logo: Logo }) => (
  <img class="centre-logo" src={logoPath(slug, logo)} width={logo.width} height={logo.height} alt="" />
)
