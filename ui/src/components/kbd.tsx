/** A combination as key caps: `Ctrl Enter`. */
export function Keys({ of }: { of: string }) {
  return (
    <span className="keys">
      {of.split(" ").map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
