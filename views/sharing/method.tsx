import { Button, ButtonLink } from '../components/button.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicKey, PublicT } from '../messages/index.ts'
import { after, before, worlds } from './example.ts'
import { ExampleTable } from './example-table.tsx'

export type Checker = { href: string; sha256: string }
type Props = { t: PublicT; checker: Checker }

/** For a coordinator who never heard of disclosure control, and for a data-protection officer who has to sign. */
export const MethodPage = ({ t, checker }: Props) => (
  <div class="prose method-page">
    <PageHead
      title={t('method.title')}
      lead={t('method.lead')}
      actions={
        <Button type="button" kind="secondary" icon="print" attrs={{ 'data-print': '' }}>
          {t('method.print')}
        </Button>
      }
    />
    <Points t={t} title="method.short" points={['short_1', 'short_2', 'short_3', 'short_4']} ordered />
    <Points t={t} title="method.leaves" points={['leaves_1', 'leaves_2', 'leaves_3', 'leaves_4']} />
    <Points t={t} title="method.stays" points={['stays_1', 'stays_2', 'stays_3', 'stays_4']} />
    <Rounding t={t} />
    <section>
      <h2>{t('method.under_ten')}</h2>
      <p>{t('method.under_ten_text')}</p>
    </section>
    <TwoWorlds t={t} />
    <Checking t={t} checker={checker} />
    <ThreeQuestions t={t} />
    <Points t={t} title="method.people" points={['people_1', 'people_2', 'people_3', 'people_4']} />
    <Points t={t} title="method.officer" points={['officer_1', 'officer_2', 'officer_3', 'officer_4']} />
    <Points
      t={t}
      title="method.limits"
      points={['limits_1', 'limits_2', 'limits_3', 'limits_4', 'limits_5', 'limits_6']}
    />
    <section>
      <h2>{t('method.respondent')}</h2>
      <p>{t('method.respondent_text')}</p>
      <blockquote>{t('survey.anonymous')}</blockquote>
      <p>{t('method.respondent_end')}</p>
    </section>
    <FixedNumbers t={t} />
  </div>
)

type Point = PublicKey extends infer Key ? (Key extends `method.${infer Name}` ? Name : never) : never

const Points = (props: { t: PublicT; title: PublicKey; points: readonly Point[]; ordered?: boolean }) => {
  const { t, title, points, ordered } = props
  const List = ordered ? 'ol' : 'ul'
  return (
    <section>
      <h2>{t(title)}</h2>
      <List class="points">
        {points.map((point) => (
          <li>{t(`method.${point}`)}</li>
        ))}
      </List>
    </section>
  )
}

const Rounding = ({ t }: { t: PublicT }) => (
  <section>
    <h2>{t('method.rounding')}</h2>
    <p>
      {t('method.rounding_text')} <em>{t('method.ex_question')}</em>
    </p>
    <div class="two-tables">
      <ExampleTable t={t} caption={t('method.before')} cells={before} />
      <ExampleTable t={t} caption={t('method.after')} cells={after.cells} margins={after} />
    </div>
    <ol class="points">
      {([1, 2, 3, 4] as const).map((rule) => (
        <li>{t(`method.rule_${rule}`)}</li>
      ))}
    </ol>
  </section>
)

const TwoWorlds = ({ t }: { t: PublicT }) => (
  <section>
    <h2>{t('method.worlds')}</h2>
    <p>{t('method.worlds_text')}</p>
    <div class="two-tables">
      <ExampleTable t={t} caption={t('method.world_zero')} cells={worlds.zero} marked />
      <ExampleTable t={t} caption={t('method.world_nine')} cells={worlds.nine} marked />
    </div>
    <p>{t('method.worlds_end')}</p>
  </section>
)

const Checking = ({ t, checker }: Props) => (
  <section>
    <h2>{t('method.check')}</h2>
    <p>{t('method.check_text')}</p>
    <p class="no-print">
      <ButtonLink kind="secondary" icon="download" href={checker.href}>
        {t('method.check_download')}
      </ButtonLink>
    </p>
    <p>{t('method.check_command')}</p>
    <pre class="command">
      <code>
        node check.mjs {t('method.check_folder')} --public-key {t('method.check_key')}
      </code>
    </pre>
    <p>{t('method.check_hash')}</p>
    <p>
      <code class="hash">{checker.sha256}</code>
    </p>
  </section>
)

const ThreeQuestions = ({ t }: { t: PublicT }) => (
  <section>
    <h2>{t('method.wp29')}</h2>
    <p>{t('method.wp29_text')}</p>
    {(['singling', 'linking', 'inference'] as const).map((question) => (
      <div class="wp29">
        <h3>{t(`method.wp29_${question}`)}</h3>
        <DefinitionList
          items={[
            { term: t('method.wp29_answer'), value: t(`method.wp29_${question}_answer`) },
            { term: t('method.wp29_evidence'), value: t(`method.wp29_${question}_evidence`) },
          ]}
        />
      </div>
    ))}
  </section>
)

const FixedNumbers = ({ t }: { t: PublicT }) => {
  const people = (n: number) => t('method.number_people', { n })
  return (
    <section>
      <h2>{t('method.numbers')}</h2>
      <p>{t('method.numbers_text')}</p>
      <DefinitionList
        items={[
          { term: t('method.number_base'), value: '5' },
          { term: t('method.number_threshold'), value: '10' },
          { term: t('method.number_group'), value: people(20) },
          { term: t('method.number_fresh'), value: t('method.number_fresh_value') },
          { term: t('method.number_share'), value: new Intl.NumberFormat(t.lang, { style: 'percent' }).format(0.9) },
          { term: t('method.number_coalition'), value: people(3) },
        ]}
      />
      <p class="small muted">{t('method.basis')}</p>
    </section>
  )
}
