interface ReferenceLineProps {
  y: number
  width: number
  label: string
  /** A strong line is a bound, a faint one a warning on the way. */
  strong: boolean
}

// Above the chart stands the word at the present moment.
const firstLine = 16

export function ReferenceLine({ y, width, label, strong }: ReferenceLineProps) {
  return (
    <g transform={`translate(0 ${y})`} aria-hidden>
      <line
        x2={width}
        className={strong ? 'stroke-bad' : 'stroke-warn'}
        strokeDasharray={strong ? '5 4' : '1 4'}
        strokeLinecap="round"
      />
      <text
        x={4}
        y={y < firstLine ? 14 : -6}
        className={`text-xs ${strong ? 'fill-bad' : 'fill-warn'}`}
      >
        {label}
      </text>
    </g>
  )
}
