/** A colour as every viewer reads it: `#rrggbb` with an opacity of its own. */
export interface Paint {
  readonly colour: string;
  readonly opacity: number;
}

/** @param computed  as a browser gives it: `rgb(1, 2, 3)`, `rgba(…, 0.5)`, `none`, `url("#hatch")` */
export function paintOf(computed: string): Paint {
  const link = /^url\("?(#[^")]+)"?\)/.exec(computed)?.[1];
  if (link) return { colour: `url(${link})`, opacity: 1 };
  const numbers =
    /^rgba?\(([^)]+)\)$/
      .exec(computed)?.[1]
      ?.split(/[\s,/]+/)
      .map(Number) ?? [];
  const [red, green, blue, opacity = 1] = numbers;
  if (red === undefined || green === undefined || blue === undefined) return { colour: computed, opacity: 1 };
  if (opacity === 0) return { colour: 'none', opacity: 1 };
  return { colour: `#${[red, green, blue].map(hex).join('')}`, opacity };
}

const hex = (channel: number) => Math.round(channel).toString(16).padStart(2, '0');
