import type { Topic } from '../../../src/sharing/reading/topics.ts'
import { Field } from '../../components/field.tsx'
import type { StaffT } from '../../messages/index.ts'
import { topicSaid, worded } from './words.ts'

type Props = { t: StaffT; topics: readonly Topic[]; value: string | undefined }

/** Questions to choose from; options stand under their question, since two questions may offer the same one. */
export const TopicField = ({ t, topics, value }: Props) => (
  <Field
    t={t}
    name="item"
    label={t('reading.topic')}
    required
    control={(control) => (
      <select class="input topic-choice" {...control}>
        {[...Map.groupBy(topics, ({ question }) => question?.id)].map(([group, members]) => {
          const choices = members.map((topic) => (
            <option value={topic.id} selected={topic.id === value}>
              {topicSaid(t, topic, topics)}
            </option>
          ))
          return group ? (
            <optgroup
              label={t('reading.options_of', {
                question: worded(t, members[0]?.question?.labels ?? {}, readable(group)),
              })}
            >
              {choices}
            </optgroup>
          ) : (
            choices
          )
        })}
      </select>
    )}
  />
)

/** A release names options, not their question; where no list of answers is called like it, its code stands for it. */
const readable = (code: string): string => code.replaceAll(/[_-]+/g, ' ')
