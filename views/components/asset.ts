import { assetPaths } from '../assets/manifest.generated.ts'

export const assetPath = (name: keyof typeof assetPaths): string => assetPaths[name]
