/** The item of a menu that a key leads to from the one with the focus; undefined when it leads nowhere. */
export function itemAfter(menu: HTMLElement, key: string): HTMLElement | undefined {
  const items = [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)')]
  const at = items.findIndex((item) => item === document.activeElement)
  switch (key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length]
    case 'ArrowUp':
      return items.at(Math.max(at, 0) - 1)
    case 'Home':
      return items[0]
    case 'End':
      return items.at(-1)
    default:
      return key.length === 1 && key !== ' ' ? startingWith(key, items, at) : undefined
  }
}

/** The next item that begins with a letter, from the top again after the last. */
function startingWith(letter: string, items: HTMLElement[], at: number): HTMLElement | undefined {
  const wanted = letter.toLocaleLowerCase()
  return [...items.slice(at + 1), ...items.slice(0, at + 1)].find(({ textContent }) =>
    textContent.trim().toLocaleLowerCase().startsWith(wanted),
  )
}
