/** Keeps what a pure function answered, `most` answers at most; then it begins anew. */
export const memo = <Key extends string | number, Answer>(answerTo: (key: Key) => Answer, most = 5000) => {
  const answers = new Map<Key, Answer>()
  return (key: Key): Answer => {
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = answerTo(key)
    if (answers.size >= most) answers.clear()
    answers.set(key, answer)
    return answer
  }
}
