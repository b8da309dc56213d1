import type { DemoPackage } from '../building.ts'

export const demoPackages: Record<'karlovarsky' | 'usti', DemoPackage> = {} as never
