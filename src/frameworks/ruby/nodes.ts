/** Ruby's syntax tree, as far as it is read: the fields of Prism's nodes that are used here, as plain objects. */

export interface Location {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

interface Base<T extends string> extends Location {
  readonly type: T;
}

/** `value` of a string's content with its place; places of what stands around it are not needed. */
interface Textual {
  readonly contentLoc: Location;
  readonly unescaped: { readonly value: string };
}

export interface Arguments extends Base<'ArgumentsNode'> {
  readonly arguments: readonly Node[];
}
export interface Statements extends Base<'StatementsNode'> {
  readonly body: readonly Node[];
}
export interface CallNode extends Base<'CallNode'> {
  readonly receiver: Node | null;
  readonly name: string;
  readonly arguments: Arguments | null;
  readonly block: Node | null;
}
export interface BlockNode extends Base<'BlockNode'> {
  readonly parameters: Node | null;
  readonly body: Node | null;
}
export interface LambdaNode extends Base<'LambdaNode'> {
  readonly parameters: Node | null;
  readonly body: Node | null;
}
export interface BlockParameters extends Base<'BlockParametersNode'> {
  readonly parameters: Parameters | null;
}
export interface Parameters extends Base<'ParametersNode'> {
  readonly requireds: readonly Node[];
  readonly optionals: readonly { readonly name: string; readonly value: Node }[];
  readonly rest: { readonly name?: string | null } | null;
  readonly posts: readonly Node[];
  readonly keywords: readonly { readonly type: string; readonly name: string; readonly value?: Node }[];
  readonly keywordRest: { readonly name?: string | null } | null;
  readonly block: { readonly name: string | null } | null;
}
export interface ClassNode extends Base<'ClassNode'> {
  readonly constantPath: Node;
  readonly superclass: Node | null;
  readonly body: Node | null;
}
export interface ModuleNode extends Base<'ModuleNode'> {
  readonly constantPath: Node;
  readonly body: Node | null;
}
export interface DefNode extends Base<'DefNode'> {
  readonly name: string;
  readonly receiver: Node | null;
  readonly parameters: Parameters | null;
  readonly body: Node | null;
}
export interface HashNode extends Base<'HashNode' | 'KeywordHashNode'> {
  readonly elements: readonly Node[];
}
export interface IfNode extends Base<'IfNode'> {
  readonly predicate: Node;
  readonly statements: Statements | null;
  readonly subsequent: Node | null;
}
export interface UnlessNode extends Base<'UnlessNode'> {
  readonly predicate: Node;
  readonly statements: Statements | null;
  readonly elseClause: Node | null;
}
export interface CaseNode extends Base<'CaseNode'> {
  readonly predicate: Node | null;
  readonly conditions: readonly Node[];
  readonly elseClause: Node | null;
}
export interface WhenNode extends Base<'WhenNode'> {
  readonly conditions: readonly Node[];
  readonly statements: Statements | null;
}
export interface BeginNode extends Base<'BeginNode'> {
  readonly statements: Statements | null;
  readonly rescueClause: RescueNode | null;
  readonly elseClause: Node | null;
  readonly ensureClause: Node | null;
}
export interface RescueNode extends Base<'RescueNode'> {
  readonly statements: Statements | null;
  readonly subsequent: RescueNode | null;
}

export type StringNode = Base<'StringNode'> & Textual;

/** One node of any kind. */
export type Node =
  | Arguments
  | Statements
  | CallNode
  | BlockNode
  | LambdaNode
  | BlockParameters
  | Parameters
  | ClassNode
  | ModuleNode
  | DefNode
  | HashNode
  | IfNode
  | UnlessNode
  | CaseNode
  | WhenNode
  | BeginNode
  | RescueNode
  | StringNode
  | (Base<'ProgramNode'> & { readonly statements: Statements })
  | (Base<'ParenthesesNode' | 'ElseNode' | 'EnsureNode' | 'SingletonClassNode' | 'EmbeddedStatementsNode'> & {
      readonly body?: Node | null;
      readonly statements?: Statements | null;
    })
  | (Base<'WhileNode' | 'UntilNode'> & { readonly predicate: Node; readonly statements: Statements | null })
  | (Base<'ForNode'> & { readonly index: Node; readonly collection: Node; readonly statements: Statements | null })
  | (Base<'RescueModifierNode'> & { readonly expression: Node; readonly rescueExpression: Node })
  | (Base<'BlockArgumentNode'> & { readonly expression: Node | null })
  | (Base<'SymbolNode'> & { readonly unescaped: { readonly value: string }; readonly valueLoc: Location | null })
  | (Base<'InterpolatedStringNode' | 'InterpolatedSymbolNode'> & { readonly parts: readonly Node[] })
  | (Base<'EmbeddedVariableNode'> & { readonly variable: Node })
  | (Base<'RegularExpressionNode'> & { readonly unescaped: { readonly value: string } })
  | (Base<'IntegerNode' | 'FloatNode'> & { readonly value: number | bigint })
  | (Base<'ArrayNode'> & { readonly elements: readonly Node[] })
  | (Base<'AssocNode'> & { readonly key: Node; readonly value: Node })
  | (Base<'AssocSplatNode'> & { readonly value: Node | null })
  | (Base<'ImplicitNode'> & { readonly value: Node })
  | (Base<'SplatNode'> & { readonly expression: Node | null })
  | (Base<'RangeNode'> & { readonly left: Node | null; readonly right: Node | null })
  | (Base<'AndNode' | 'OrNode'> & { readonly left: Node; readonly right: Node })
  | (Base<
      | 'LocalVariableReadNode'
      | 'InstanceVariableReadNode'
      | 'ClassVariableReadNode'
      | 'GlobalVariableReadNode'
      | 'ConstantReadNode'
      | 'ItLocalVariableReadNode'
      | 'RequiredParameterNode'
      | 'LocalVariableTargetNode'
      | 'InstanceVariableTargetNode'
    > & { readonly name: string })
  | (Base<'ConstantPathNode'> & { readonly parent: Node | null; readonly name: string })
  | (Base<
      | 'LocalVariableWriteNode'
      | 'InstanceVariableWriteNode'
      | 'ClassVariableWriteNode'
      | 'GlobalVariableWriteNode'
      | 'ConstantWriteNode'
      | 'LocalVariableOrWriteNode'
      | 'InstanceVariableOrWriteNode'
      | 'LocalVariableAndWriteNode'
      | 'LocalVariableOperatorWriteNode'
      | 'InstanceVariableOperatorWriteNode'
      | 'ConstantOrWriteNode'
    > & { readonly name: string; readonly value: Node; readonly binaryOperator?: string })
  | (Base<'MultiWriteNode' | 'MultiTargetNode'> & {
      readonly lefts: readonly Node[];
      readonly rest: Node | null;
      readonly rights: readonly Node[];
      readonly value?: Node;
    })
  | (Base<'ReturnNode' | 'NextNode' | 'BreakNode' | 'YieldNode' | 'SuperNode'> & { readonly arguments: Arguments | null })
  | (Base<'ForwardingSuperNode'> & { readonly block: Node | null })
  | Base<'TrueNode' | 'FalseNode' | 'NilNode' | 'SelfNode' | 'RetryNode' | 'RedoNode' | 'AliasMethodNode' | 'DefinedNode'>;

/** Every node below one, whatever its kind. */
export function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value: unknown) => (Array.isArray(value) ? value : [value]).filter(isNode));
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

/** The statements of a body, whatever stands around them. */
export function statementsIn(body: Node | null | undefined): readonly Node[] {
  if (!body) return [];
  if (body.type === 'StatementsNode') return body.body;
  return [body];
}

/** `A::B` of a constant; undefined for what is computed. */
export function pathOf(node: Node | null): string | undefined {
  if (node?.type === 'ConstantReadNode') return node.name;
  if (node?.type !== 'ConstantPathNode') return undefined;
  if (!node.parent) return node.name;
  const parent = pathOf(node.parent);
  return parent === undefined ? undefined : `${parent}::${node.name}`;
}
