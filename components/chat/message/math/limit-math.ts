/** As much of hast as is needed here (github.com/syntax-tree/hast). */
interface HastNode {
  type: string;
  value?: string;
  properties?: { className?: unknown } & Record<string, unknown>;
  children?: HastNode[];
}

const formulasMax = 100;
const formulaCharactersMax = 800;
/** Of all formulas of a message together. */
const charactersMax = 3_000;
const nestingMax = 60;
const mathClasses = new Set(["language-math", "math-inline", "math-display"]);

/** Leaves formulas that would take long to set as the code they are: very long or very deep ones, and those that come when enough were set. */
export function limitMath() {
  return (tree: HastNode): void => {
    let count = 0;
    let characters = 0;
    const visit = (node: HastNode): void => {
      const { className } = node.properties ?? {};
      if (Array.isArray(className) && className.some((name) => mathClasses.has(String(name)))) {
        const formula = textOf(node);
        count += 1;
        characters += formula.length;
        if (count > formulasMax || characters > charactersMax || !isModest(formula)) {
          node.properties = { ...node.properties, className: ["language-tex"] };
        }
        return;
      }
      for (const child of node.children ?? []) visit(child);
    };
    visit(tree);
  };
}

function isModest(formula: string): boolean {
  if (formula.length > formulaCharactersMax) return false;
  let depth = 0;
  for (const character of formula) {
    if (character === "{") depth += 1;
    else if (character === "}") depth -= 1;
    if (depth > nestingMax) return false;
  }
  return true;
}

function textOf(node: HastNode): string {
  return node.value ?? (node.children ?? []).map(textOf).join("");
}
