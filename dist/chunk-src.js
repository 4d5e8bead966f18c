import { t as __commonJSMin } from "./chunk-rolldown-runtime.js";

// node_modules/php-parser/src/lexer/attribute.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_attribute$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		attributeIndex: 0,
		attributeListDepth: {},
		matchST_ATTRIBUTE() {
			const ch = this.input();
			if (this.is_WHITESPACE()) {
				do
					this.input();
				while (this.is_WHITESPACE());
				this.unput(1);
				return null;
			}
			switch (ch) {
				case "]":
					if (this.attributeListDepth[this.attributeIndex] === 0) {
						delete this.attributeListDepth[this.attributeIndex];
						this.attributeIndex--;
						this.popState();
					} else
 /* istanbul ignore next */
					this.attributeListDepth[this.attributeIndex]--;
					return "]";
				case "(":
				case ")":
				case ":":
				case "=":
				case ";":
				case "|":
				case "&":
				case "^":
				case "-":
				case "+":
				case "*":
				case "%":
				case "~":
				case "<":
				case ">":
				case "!":
				case ".":
				case "{":
				case "}":
				case "$": return this.consume_TOKEN();
				case "[":
					this.attributeListDepth[this.attributeIndex]++;
					return "[";
				case ",": return ",";
				case "\"": return this.ST_DOUBLE_QUOTES();
				case "'": return this.T_CONSTANT_ENCAPSED_STRING();
				case "/": if (this._input[this.offset] === "/") return this.T_COMMENT();
				else if (this._input[this.offset] === "*") {
					this.input();
					return this.T_DOC_COMMENT();
				} else return this.consume_TOKEN();
			}
			if (this.is_LABEL_START() || ch === "\\") {
				while (this.offset < this.size) {
					const ch = this.input();
					if (!(this.is_LABEL() || ch === "\\")) {
						if (ch) this.unput(1);
						break;
					}
				}
				return this.T_STRING();
			} else if (this.is_NUM()) return this.consume_NUM();
			/* istanbul ignore next */
			throw new Error(`Bad terminal sequence "${ch}" at line ${this.yylineno} (offset ${this.offset})`);
		}
	};
}));

// node_modules/php-parser/src/lexer/comments.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_comments = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		T_COMMENT() {
			while (this.offset < this.size) {
				const ch = this.input();
				if (ch === "\n" || ch === "\r") return this.tok.T_COMMENT;
				else if (ch === "?" && !this.aspTagMode && this._input[this.offset] === ">") {
					this.unput(1);
					return this.tok.T_COMMENT;
				} else if (ch === "%" && this.aspTagMode && this._input[this.offset] === ">") {
					this.unput(1);
					return this.tok.T_COMMENT;
				}
			}
			return this.tok.T_COMMENT;
		},
		T_DOC_COMMENT() {
			let ch = this.input();
			let token = this.tok.T_COMMENT;
			if (ch === "*") {
				ch = this.input();
				if (this.is_WHITESPACE()) token = this.tok.T_DOC_COMMENT;
				if (ch === "/") return token;
				else this.unput(1);
			}
			while (this.offset < this.size) {
				ch = this.input();
				if (ch === "*" && this._input[this.offset] === "/") {
					this.input();
					break;
				}
			}
			return token;
		}
	};
}));

// node_modules/php-parser/src/lexer/initial.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_initial = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		nextINITIAL() {
			if (this.conditionStack.length > 1 && this.conditionStack[this.conditionStack.length - 1] === "INITIAL") this.popState();
			else this.begin("ST_IN_SCRIPTING");
			return this;
		},
		matchINITIAL() {
			while (this.offset < this.size) {
				let ch = this.input();
				if (ch == "<") {
					ch = this.ahead(1);
					if (ch == "?") {
						if (this.tryMatch("?=")) {
							this.unput(1).appendToken(this.tok.T_OPEN_TAG_WITH_ECHO, 3).nextINITIAL();
							break;
						} else if (this.tryMatchCaseless("?php")) {
							ch = this._input[this.offset + 4];
							if (ch === " " || ch === "	" || ch === "\n" || ch === "\r") {
								this.unput(1).appendToken(this.tok.T_OPEN_TAG, 6).nextINITIAL();
								break;
							}
						}
						if (this.short_tags) {
							this.unput(1).appendToken(this.tok.T_OPEN_TAG, 2).nextINITIAL();
							break;
						}
					} else if (this.asp_tags && ch == "%") {
						if (this.tryMatch("%=")) {
							this.aspTagMode = true;
							this.unput(1).appendToken(this.tok.T_OPEN_TAG_WITH_ECHO, 3).nextINITIAL();
							break;
						} else {
							this.aspTagMode = true;
							this.unput(1).appendToken(this.tok.T_OPEN_TAG, 2).nextINITIAL();
							break;
						}
					}
				}
			}
			if (this.yytext.length > 0) return this.tok.T_INLINE_HTML;
			else return false;
		}
	};
}));

// node_modules/php-parser/src/lexer/numbers.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_numbers = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/* istanbul ignore else  */
	let MAX_LENGTH_OF_LONG = 10;
	let long_min_digits = "2147483648";
	if (process.arch == "x64") {
		MAX_LENGTH_OF_LONG = 19;
		long_min_digits = "9223372036854775808";
	}
	module.exports = {
		consume_NUM() {
			let ch = this.yytext[0];
			let hasPoint = ch === ".";
			if (ch === "0") {
				ch = this.input();
				if (ch === "x" || ch === "X") {
					ch = this.input();
					if (ch !== "_" && this.is_HEX()) return this.consume_HNUM();
					else this.unput(ch ? 2 : 1);
				} else if (ch === "b" || ch === "B") {
					ch = this.input();
					if (ch !== "_" && ch === "0" || ch === "1") return this.consume_BNUM();
					else this.unput(ch ? 2 : 1);
				} else if (ch === "o" || ch === "O") {
					ch = this.input();
					if (ch !== "_" && this.is_OCTAL()) return this.consume_ONUM();
					else this.unput(ch ? 2 : 1);
				} else if (!this.is_NUM()) {
					if (ch) this.unput(1);
				}
			}
			while (this.offset < this.size) {
				const prev = ch;
				ch = this.input();
				if (ch === "_") {
					if (prev === "_") {
						this.unput(2);
						break;
					}
					if (prev === ".") {
						this.unput(1);
						break;
					}
					if (prev === "e" || prev === "E") {
						this.unput(2);
						break;
					}
				} else if (ch === ".") {
					if (hasPoint) {
						this.unput(1);
						break;
					}
					if (prev === "_") {
						this.unput(2);
						break;
					}
					hasPoint = true;
					continue;
				} else if (ch === "e" || ch === "E") {
					if (prev === "_") {
						this.unput(1);
						break;
					}
					let undo = 2;
					ch = this.input();
					if (ch === "+" || ch === "-") {
						undo = 3;
						ch = this.input();
					}
					if (this.is_NUM_START()) {
						this.consume_LNUM();
						return this.tok.T_DNUMBER;
					}
					this.unput(ch ? undo : undo - 1);
					break;
				}
				if (!this.is_NUM()) {
					if (ch) this.unput(1);
					break;
				}
			}
			if (hasPoint) return this.tok.T_DNUMBER;
			else if (this.yytext.length < MAX_LENGTH_OF_LONG - 1) return this.tok.T_LNUMBER;
			else {
				if (this.yytext.length < MAX_LENGTH_OF_LONG || this.yytext.length == MAX_LENGTH_OF_LONG && this.yytext < long_min_digits) return this.tok.T_LNUMBER;
				return this.tok.T_DNUMBER;
			}
		},
		consume_HNUM() {
			while (this.offset < this.size) {
				const ch = this.input();
				if (!this.is_HEX()) {
					if (ch) this.unput(1);
					break;
				}
			}
			return this.tok.T_LNUMBER;
		},
		consume_LNUM() {
			while (this.offset < this.size) {
				const ch = this.input();
				if (!this.is_NUM()) {
					if (ch) this.unput(1);
					break;
				}
			}
			return this.tok.T_LNUMBER;
		},
		consume_BNUM() {
			let ch;
			while (this.offset < this.size) {
				ch = this.input();
				if (ch !== "0" && ch !== "1" && ch !== "_") {
					if (ch) this.unput(1);
					break;
				}
			}
			return this.tok.T_LNUMBER;
		},
		consume_ONUM() {
			while (this.offset < this.size) {
				const ch = this.input();
				if (!this.is_OCTAL()) {
					if (ch) this.unput(1);
					break;
				}
			}
			return this.tok.T_LNUMBER;
		}
	};
}));

// node_modules/php-parser/src/lexer/property.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_property$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		matchST_LOOKING_FOR_PROPERTY() {
			let ch = this.input();
			if (ch === "-") {
				ch = this.input();
				if (ch === ">") return this.tok.T_OBJECT_OPERATOR;
				if (ch) this.unput(1);
			} else if (this.is_WHITESPACE()) return this.tok.T_WHITESPACE;
			else if (this.is_LABEL_START()) {
				this.consume_LABEL();
				this.popState();
				return this.tok.T_STRING;
			}
			this.popState();
			if (ch) this.unput(1);
			return false;
		},
		matchST_LOOKING_FOR_VARNAME() {
			let ch = this.input();
			this.popState();
			this.begin("ST_IN_SCRIPTING");
			if (this.is_LABEL_START()) {
				this.consume_LABEL();
				ch = this.input();
				if (ch === "[" || ch === "}") {
					this.unput(1);
					return this.tok.T_STRING_VARNAME;
				} else this.unput(this.yytext.length);
			} else if (ch) this.unput(1);
			return false;
		},
		matchST_VAR_OFFSET() {
			const ch = this.input();
			if (this.is_NUM_START()) {
				this.consume_NUM();
				return this.tok.T_NUM_STRING;
			} else if (ch === "]") {
				this.popState();
				return "]";
			} else if (ch === "$") {
				this.input();
				if (this.is_LABEL_START()) {
					this.consume_LABEL();
					return this.tok.T_VARIABLE;
				} else
 /* istanbul ignore next */
				throw new Error("Unexpected terminal");
			} else if (this.is_LABEL_START()) {
				this.consume_LABEL();
				return this.tok.T_STRING;
			} else if (this.is_WHITESPACE() || ch === "\\" || ch === "'" || ch === "#") return this.tok.T_ENCAPSED_AND_WHITESPACE;
			else if (ch === "[" || ch === "{" || ch === "}" || ch === "\"" || ch === "`" || this.is_TOKEN()) return ch;
			else
 /* istanbul ignore next */
			throw new Error("Unexpected terminal");
		}
	};
}));

// node_modules/php-parser/src/lexer/scripting.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_scripting = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		matchST_IN_SCRIPTING() {
			let ch = this.input();
			switch (ch) {
				case " ":
				case "	":
				case "\n":
				case "\r":
				case "\r\n": return this.T_WHITESPACE();
				case "#":
					if (this.version >= 800 && this._input[this.offset] === "[") {
						this.input();
						this.attributeListDepth[++this.attributeIndex] = 0;
						this.begin("ST_ATTRIBUTE");
						return this.tok.T_ATTRIBUTE;
					}
					return this.T_COMMENT();
				case "/":
					if (this._input[this.offset] === "/") return this.T_COMMENT();
					else if (this._input[this.offset] === "*") {
						this.input();
						return this.T_DOC_COMMENT();
					}
					return this.consume_TOKEN();
				case "'": return this.T_CONSTANT_ENCAPSED_STRING();
				case "\"": return this.ST_DOUBLE_QUOTES();
				case "`":
					this.begin("ST_BACKQUOTE");
					return "`";
				case "?":
					if (!this.aspTagMode && this.tryMatch(">")) {
						this.input();
						const nextCH = this._input[this.offset];
						if (nextCH === "\n" || nextCH === "\r") this.input();
						if (this.conditionStack.length > 1) this.begin("INITIAL");
						return this.tok.T_CLOSE_TAG;
					}
					return this.consume_TOKEN();
				case "%":
					if (this.aspTagMode && this._input[this.offset] === ">") {
						this.input();
						ch = this._input[this.offset];
						if (ch === "\n" || ch === "\r") this.input();
						this.aspTagMode = false;
						if (this.conditionStack.length > 1) this.begin("INITIAL");
						return this.tok.T_CLOSE_TAG;
					}
					return this.consume_TOKEN();
				case "{":
					this.begin("ST_IN_SCRIPTING");
					return "{";
				case "}":
					if (this.conditionStack.length > 2) this.popState();
					return "}";
				default:
					if (ch === ".") {
						ch = this.input();
						if (this.is_NUM_START()) return this.consume_NUM();
						else if (ch) this.unput(1);
					}
					if (this.is_NUM_START()) return this.consume_NUM();
					else if (this.is_LABEL_START()) return this.consume_LABEL().T_STRING();
					else if (this.is_TOKEN()) return this.consume_TOKEN();
			}
			throw new Error("Bad terminal sequence \"" + ch + "\" at line " + this.yylineno + " (offset " + this.offset + ")");
		},
		T_WHITESPACE() {
			while (this.offset < this.size) {
				const ch = this.input();
				if (ch === " " || ch === "	" || ch === "\n" || ch === "\r") continue;
				if (ch) this.unput(1);
				break;
			}
			return this.tok.T_WHITESPACE;
		}
	};
}));

// node_modules/php-parser/src/lexer/strings.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_strings = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const newline = ["\n", "\r"];
	const valid_after_heredoc = [
		"\n",
		"\r",
		";"
	];
	const valid_after_heredoc_73 = valid_after_heredoc.concat([
		"	",
		" ",
		",",
		"]",
		")",
		"/",
		"=",
		"!",
		"."
	]);
	module.exports = {
		T_CONSTANT_ENCAPSED_STRING() {
			let ch;
			while (this.offset < this.size) {
				ch = this.input();
				if (ch == "\\") this.input();
				else if (ch == "'") break;
			}
			return this.tok.T_CONSTANT_ENCAPSED_STRING;
		},
		is_HEREDOC() {
			const revert = this.offset;
			if (this._input[this.offset - 1] === "<" && this._input[this.offset] === "<" && this._input[this.offset + 1] === "<") {
				this.offset += 3;
				if (this.is_TABSPACE()) while (this.offset < this.size) {
					this.offset++;
					if (!this.is_TABSPACE()) break;
				}
				let tChar = this._input[this.offset - 1];
				if (tChar === "'" || tChar === "\"") this.offset++;
				else tChar = null;
				if (this.is_LABEL_START()) {
					let yyoffset = this.offset - 1;
					while (this.offset < this.size) {
						this.offset++;
						if (!this.is_LABEL()) break;
					}
					const yylabel = this._input.substring(yyoffset, this.offset - 1);
					if (!tChar || tChar === this._input[this.offset - 1]) {
						if (tChar) this.offset++;
						if (newline.includes(this._input[this.offset - 1])) {
							this.heredoc_label.label = yylabel;
							this.heredoc_label.length = yylabel.length;
							this.heredoc_label.finished = false;
							yyoffset = this.offset - revert;
							this.offset = revert;
							this.consume(yyoffset);
							if (tChar === "'") this.begin("ST_NOWDOC");
							else this.begin("ST_HEREDOC");
							this.prematch_ENDOFDOC();
							return this.tok.T_START_HEREDOC;
						}
					}
				}
			}
			this.offset = revert;
			return false;
		},
		ST_DOUBLE_QUOTES() {
			let ch;
			while (this.offset < this.size) {
				ch = this.input();
				if (ch == "\\") this.input();
				else if (ch == "\"") break;
				else if (ch == "$") {
					ch = this.input();
					if (ch == "{" || this.is_LABEL_START()) {
						this.unput(2);
						break;
					}
					if (ch) this.unput(1);
				} else if (ch == "{") {
					ch = this.input();
					if (ch == "$") {
						this.unput(2);
						break;
					}
					if (ch) this.unput(1);
				}
			}
			if (ch == "\"") return this.tok.T_CONSTANT_ENCAPSED_STRING;
			else {
				let prefix = 1;
				if (this.yytext[0] === "b" || this.yytext[0] === "B") prefix = 2;
				if (this.yytext.length > 2) this.appendToken(this.tok.T_ENCAPSED_AND_WHITESPACE, this.yytext.length - prefix);
				this.unput(this.yytext.length - prefix);
				this.begin("ST_DOUBLE_QUOTES");
				return this.yytext;
			}
		},
		isDOC_MATCH(offset, consumeLeadingSpaces) {
			const prev_ch = this._input[offset - 2];
			if (!newline.includes(prev_ch)) return false;
			let indentation_uses_spaces = false;
			let indentation_uses_tabs = false;
			let indentation = 0;
			let leading_ch = this._input[offset - 1];
			if (this.version >= 703) {
				while (leading_ch === "	" || leading_ch === " ") {
					if (leading_ch === " ") indentation_uses_spaces = true;
					else if (leading_ch === "	") indentation_uses_tabs = true;
					leading_ch = this._input[offset + indentation];
					indentation++;
				}
				offset = offset + indentation;
				if (newline.includes(this._input[offset - 1])) return false;
			}
			if (this._input.substring(offset - 1, offset - 1 + this.heredoc_label.length) === this.heredoc_label.label) {
				const ch = this._input[offset - 1 + this.heredoc_label.length];
				if ((this.version >= 703 ? valid_after_heredoc_73 : valid_after_heredoc).includes(ch)) {
					if (consumeLeadingSpaces) {
						this.consume(indentation);
						if (indentation_uses_spaces && indentation_uses_tabs) throw new Error("Parse error:  mixing spaces and tabs in ending marker at line " + this.yylineno + " (offset " + this.offset + ")");
					} else {
						this.heredoc_label.indentation = indentation;
						this.heredoc_label.indentation_uses_spaces = indentation_uses_spaces;
						this.heredoc_label.first_encaps_node = true;
					}
					return true;
				}
			}
			return false;
		},
		prematch_ENDOFDOC() {
			this.heredoc_label.indentation_uses_spaces = false;
			this.heredoc_label.indentation = 0;
			this.heredoc_label.first_encaps_node = true;
			let offset = this.offset + 1;
			while (offset < this._input.length) {
				if (this.isDOC_MATCH(offset, false)) return;
				if (!newline.includes(this._input[offset - 1])) while (!newline.includes(this._input[offset++]) && offset < this._input.length);
				offset++;
			}
		},
		matchST_NOWDOC() {
			if (this.isDOC_MATCH(this.offset, true)) {
				this.consume(this.heredoc_label.length);
				this.popState();
				return this.tok.T_END_HEREDOC;
			}
			let ch = this._input[this.offset - 1];
			while (this.offset < this.size) if (newline.includes(ch)) {
				ch = this.input();
				if (this.isDOC_MATCH(this.offset, true)) {
					this.unput(1).popState();
					this.appendToken(this.tok.T_END_HEREDOC, this.heredoc_label.length);
					return this.tok.T_ENCAPSED_AND_WHITESPACE;
				}
			} else ch = this.input();
			return this.tok.T_ENCAPSED_AND_WHITESPACE;
		},
		matchST_HEREDOC() {
			let ch = this.input();
			if (this.isDOC_MATCH(this.offset, true)) {
				this.consume(this.heredoc_label.length - 1);
				this.popState();
				return this.tok.T_END_HEREDOC;
			}
			while (this.offset < this.size) {
				if (ch === "\\") {
					ch = this.input();
					if (!newline.includes(ch)) ch = this.input();
				}
				if (newline.includes(ch)) {
					ch = this.input();
					if (this.isDOC_MATCH(this.offset, true)) {
						this.unput(1).popState();
						this.appendToken(this.tok.T_END_HEREDOC, this.heredoc_label.length);
						return this.tok.T_ENCAPSED_AND_WHITESPACE;
					}
				} else if (ch === "$") {
					ch = this.input();
					if (ch === "{") {
						this.begin("ST_LOOKING_FOR_VARNAME");
						if (this.yytext.length > 2) {
							this.appendToken(this.tok.T_DOLLAR_OPEN_CURLY_BRACES, 2);
							this.unput(2);
							return this.tok.T_ENCAPSED_AND_WHITESPACE;
						} else return this.tok.T_DOLLAR_OPEN_CURLY_BRACES;
					} else if (this.is_LABEL_START()) {
						const yyoffset = this.offset;
						const next = this.consume_VARIABLE();
						if (this.yytext.length > this.offset - yyoffset + 2) {
							this.appendToken(next, this.offset - yyoffset + 2);
							this.unput(this.offset - yyoffset + 2);
							return this.tok.T_ENCAPSED_AND_WHITESPACE;
						} else return next;
					}
				} else if (ch === "{") {
					ch = this.input();
					if (ch === "$") {
						this.begin("ST_IN_SCRIPTING");
						if (this.yytext.length > 2) {
							this.appendToken(this.tok.T_CURLY_OPEN, 1);
							this.unput(2);
							return this.tok.T_ENCAPSED_AND_WHITESPACE;
						} else {
							this.unput(1);
							return this.tok.T_CURLY_OPEN;
						}
					}
				} else ch = this.input();
			}
			return this.tok.T_ENCAPSED_AND_WHITESPACE;
		},
		consume_VARIABLE() {
			this.consume_LABEL();
			const ch = this.input();
			if (ch == "[") {
				this.unput(1);
				this.begin("ST_VAR_OFFSET");
				return this.tok.T_VARIABLE;
			} else if (ch === "-") {
				if (this.input() === ">") {
					this.input();
					if (this.is_LABEL_START()) this.begin("ST_LOOKING_FOR_PROPERTY");
					this.unput(3);
					return this.tok.T_VARIABLE;
				} else this.unput(2);
			} else if (ch) this.unput(1);
			return this.tok.T_VARIABLE;
		},
		matchST_BACKQUOTE() {
			let ch = this.input();
			if (ch === "$") {
				ch = this.input();
				if (ch === "{") {
					this.begin("ST_LOOKING_FOR_VARNAME");
					return this.tok.T_DOLLAR_OPEN_CURLY_BRACES;
				} else if (this.is_LABEL_START()) return this.consume_VARIABLE();
			} else if (ch === "{") {
				if (this._input[this.offset] === "$") {
					this.begin("ST_IN_SCRIPTING");
					return this.tok.T_CURLY_OPEN;
				}
			} else if (ch === "`") {
				this.popState();
				return "`";
			}
			while (this.offset < this.size) {
				if (ch === "\\") this.input();
				else if (ch === "`") {
					this.unput(1);
					this.popState();
					this.appendToken("`", 1);
					break;
				} else if (ch === "$") {
					ch = this.input();
					if (ch === "{") {
						this.begin("ST_LOOKING_FOR_VARNAME");
						if (this.yytext.length > 2) {
							this.appendToken(this.tok.T_DOLLAR_OPEN_CURLY_BRACES, 2);
							this.unput(2);
							return this.tok.T_ENCAPSED_AND_WHITESPACE;
						} else return this.tok.T_DOLLAR_OPEN_CURLY_BRACES;
					} else if (this.is_LABEL_START()) {
						const yyoffset = this.offset;
						const next = this.consume_VARIABLE();
						if (this.yytext.length > this.offset - yyoffset + 2) {
							this.appendToken(next, this.offset - yyoffset + 2);
							this.unput(this.offset - yyoffset + 2);
							return this.tok.T_ENCAPSED_AND_WHITESPACE;
						} else return next;
					}
					continue;
				} else if (ch === "{") {
					ch = this.input();
					if (ch === "$") {
						this.begin("ST_IN_SCRIPTING");
						if (this.yytext.length > 2) {
							this.appendToken(this.tok.T_CURLY_OPEN, 1);
							this.unput(2);
							return this.tok.T_ENCAPSED_AND_WHITESPACE;
						} else {
							this.unput(1);
							return this.tok.T_CURLY_OPEN;
						}
					}
					continue;
				}
				ch = this.input();
			}
			return this.tok.T_ENCAPSED_AND_WHITESPACE;
		},
		matchST_DOUBLE_QUOTES() {
			let ch = this.input();
			if (ch === "$") {
				ch = this.input();
				if (ch === "{") {
					this.begin("ST_LOOKING_FOR_VARNAME");
					return this.tok.T_DOLLAR_OPEN_CURLY_BRACES;
				} else if (this.is_LABEL_START()) return this.consume_VARIABLE();
			} else if (ch === "{") {
				if (this._input[this.offset] === "$") {
					this.begin("ST_IN_SCRIPTING");
					return this.tok.T_CURLY_OPEN;
				}
			} else if (ch === "\"") {
				this.popState();
				return "\"";
			}
			while (this.offset < this.size) {
				if (ch === "\\") this.input();
				else if (ch === "\"") {
					this.unput(1);
					this.popState();
					this.appendToken("\"", 1);
					break;
				} else if (ch === "$") {
					ch = this.input();
					if (ch === "{") {
						this.begin("ST_LOOKING_FOR_VARNAME");
						if (this.yytext.length > 2) {
							this.appendToken(this.tok.T_DOLLAR_OPEN_CURLY_BRACES, 2);
							this.unput(2);
							return this.tok.T_ENCAPSED_AND_WHITESPACE;
						} else return this.tok.T_DOLLAR_OPEN_CURLY_BRACES;
					} else if (this.is_LABEL_START()) {
						const yyoffset = this.offset;
						const next = this.consume_VARIABLE();
						if (this.yytext.length > this.offset - yyoffset + 2) {
							this.appendToken(next, this.offset - yyoffset + 2);
							this.unput(this.offset - yyoffset + 2);
							return this.tok.T_ENCAPSED_AND_WHITESPACE;
						} else return next;
					}
					if (ch) this.unput(1);
				} else if (ch === "{") {
					ch = this.input();
					if (ch === "$") {
						this.begin("ST_IN_SCRIPTING");
						if (this.yytext.length > 2) {
							this.appendToken(this.tok.T_CURLY_OPEN, 1);
							this.unput(2);
							return this.tok.T_ENCAPSED_AND_WHITESPACE;
						} else {
							this.unput(1);
							return this.tok.T_CURLY_OPEN;
						}
					}
					if (ch) this.unput(1);
				}
				ch = this.input();
			}
			return this.tok.T_ENCAPSED_AND_WHITESPACE;
		}
	};
}));

// node_modules/php-parser/src/lexer/tokens.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_tokens$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		T_STRING() {
			const token = this.yytext.toLowerCase();
			let id = this.keywords[token];
			if (typeof id !== "number") {
				if (token === "yield") {
					if (this.version >= 700 && this.tryMatch(" from")) {
						this.consume(5);
						id = this.tok.T_YIELD_FROM;
					} else id = this.tok.T_YIELD;
				} else {
					id = this.tok.T_STRING;
					if (token === "b" || token === "B") {
						const ch = this.input();
						if (ch === "\"") return this.ST_DOUBLE_QUOTES();
						else if (ch === "'") return this.T_CONSTANT_ENCAPSED_STRING();
						else if (ch) this.unput(1);
					}
				}
			}
			if (id === this.tok.T_ENUM) {
				if (this.version < 801) return this.tok.T_STRING;
				const initial = this.offset;
				let ch = this.input();
				while (ch == " ") ch = this.input();
				let isEnum = false;
				if (this.is_LABEL_START()) {
					while (this.is_LABEL()) ch += this.input();
					const label = ch.slice(0, -1).toLowerCase();
					isEnum = label !== "extends" && label !== "implements";
				}
				this.unput(this.offset - initial);
				return isEnum ? this.tok.T_ENUM : this.tok.T_STRING;
			}
			if (this.offset < this.size && id !== this.tok.T_YIELD_FROM) {
				let ch = this.input();
				if (ch === "\\") {
					id = token === "namespace" ? this.tok.T_NAME_RELATIVE : this.tok.T_NAME_QUALIFIED;
					do {
						if (this._input[this.offset] === "{") {
							this.input();
							break;
						}
						this.consume_LABEL();
						ch = this.input();
					} while (ch === "\\");
				}
				if (ch) this.unput(1);
			}
			return id;
		},
		consume_TOKEN() {
			const ch = this._input[this.offset - 1];
			const fn = this.tokenTerminals[ch];
			if (fn) return fn.apply(this, []);
			else return this.yytext;
		},
		tokenTerminals: {
			$() {
				this.offset++;
				if (this.is_LABEL_START()) {
					this.offset--;
					this.consume_LABEL();
					return this.tok.T_VARIABLE;
				} else {
					this.offset--;
					return "$";
				}
			},
			"-"() {
				const nchar = this._input[this.offset];
				if (nchar === ">") {
					this.begin("ST_LOOKING_FOR_PROPERTY").input();
					return this.tok.T_OBJECT_OPERATOR;
				} else if (nchar === "-") {
					this.input();
					return this.tok.T_DEC;
				} else if (nchar === "=") {
					this.input();
					return this.tok.T_MINUS_EQUAL;
				}
				return "-";
			},
			"\\"() {
				if (this.offset < this.size) {
					this.input();
					if (this.is_LABEL_START()) {
						let ch;
						do {
							if (this._input[this.offset] === "{") {
								this.input();
								break;
							}
							this.consume_LABEL();
							ch = this.input();
						} while (ch === "\\");
						this.unput(1);
						return this.tok.T_NAME_FULLY_QUALIFIED;
					} else this.unput(1);
				}
				return this.tok.T_NS_SEPARATOR;
			},
			"/"() {
				if (this._input[this.offset] === "=") {
					this.input();
					return this.tok.T_DIV_EQUAL;
				}
				return "/";
			},
			":"() {
				if (this._input[this.offset] === ":") {
					this.input();
					return this.tok.T_DOUBLE_COLON;
				} else return ":";
			},
			"("() {
				const initial = this.offset;
				this.input();
				if (this.is_TABSPACE()) this.consume_TABSPACE().input();
				if (this.is_LABEL_START()) {
					const yylen = this.yytext.length;
					this.consume_LABEL();
					const castToken = this.yytext.substring(yylen - 1).toLowerCase();
					const castId = this.castKeywords[castToken];
					if (typeof castId === "number") {
						this.input();
						if (this.is_TABSPACE()) this.consume_TABSPACE().input();
						if (this._input[this.offset - 1] === ")") return castId;
					}
				}
				this.unput(this.offset - initial);
				return "(";
			},
			"="() {
				const nchar = this._input[this.offset];
				if (nchar === ">") {
					this.input();
					return this.tok.T_DOUBLE_ARROW;
				} else if (nchar === "=") {
					if (this._input[this.offset + 1] === "=") {
						this.consume(2);
						return this.tok.T_IS_IDENTICAL;
					} else {
						this.input();
						return this.tok.T_IS_EQUAL;
					}
				}
				return "=";
			},
			"+"() {
				const nchar = this._input[this.offset];
				if (nchar === "+") {
					this.input();
					return this.tok.T_INC;
				} else if (nchar === "=") {
					this.input();
					return this.tok.T_PLUS_EQUAL;
				}
				return "+";
			},
			"!"() {
				if (this._input[this.offset] === "=") {
					if (this._input[this.offset + 1] === "=") {
						this.consume(2);
						return this.tok.T_IS_NOT_IDENTICAL;
					} else {
						this.input();
						return this.tok.T_IS_NOT_EQUAL;
					}
				}
				return "!";
			},
			"?"() {
				if (this.version >= 700 && this._input[this.offset] === "?") {
					if (this.version >= 704 && this._input[this.offset + 1] === "=") {
						this.consume(2);
						return this.tok.T_COALESCE_EQUAL;
					} else {
						this.input();
						return this.tok.T_COALESCE;
					}
				}
				if (this.version >= 800 && this._input[this.offset] === "-" && this._input[this.offset + 1] === ">") {
					this.consume(1);
					this.begin("ST_LOOKING_FOR_PROPERTY").input();
					return this.tok.T_NULLSAFE_OBJECT_OPERATOR;
				}
				return "?";
			},
			"<"() {
				let nchar = this._input[this.offset];
				if (nchar === "<") {
					nchar = this._input[this.offset + 1];
					if (nchar === "=") {
						this.consume(2);
						return this.tok.T_SL_EQUAL;
					} else if (nchar === "<") {
						if (this.is_HEREDOC()) return this.tok.T_START_HEREDOC;
					}
					this.input();
					return this.tok.T_SL;
				} else if (nchar === "=") {
					this.input();
					if (this.version >= 700 && this._input[this.offset] === ">") {
						this.input();
						return this.tok.T_SPACESHIP;
					} else return this.tok.T_IS_SMALLER_OR_EQUAL;
				} else if (nchar === ">") {
					this.input();
					return this.tok.T_IS_NOT_EQUAL;
				}
				return "<";
			},
			">"() {
				let nchar = this._input[this.offset];
				if (nchar === "=") {
					this.input();
					return this.tok.T_IS_GREATER_OR_EQUAL;
				} else if (nchar === ">") {
					nchar = this._input[this.offset + 1];
					if (nchar === "=") {
						this.consume(2);
						return this.tok.T_SR_EQUAL;
					} else {
						this.input();
						return this.tok.T_SR;
					}
				}
				return ">";
			},
			"*"() {
				const nchar = this._input[this.offset];
				if (nchar === "=") {
					this.input();
					return this.tok.T_MUL_EQUAL;
				} else if (nchar === "*") {
					this.input();
					if (this._input[this.offset] === "=") {
						this.input();
						return this.tok.T_POW_EQUAL;
					} else return this.tok.T_POW;
				}
				return "*";
			},
			"."() {
				const nchar = this._input[this.offset];
				if (nchar === "=") {
					this.input();
					return this.tok.T_CONCAT_EQUAL;
				} else if (nchar === "." && this._input[this.offset + 1] === ".") {
					this.consume(2);
					return this.tok.T_ELLIPSIS;
				}
				return ".";
			},
			"%"() {
				if (this._input[this.offset] === "=") {
					this.input();
					return this.tok.T_MOD_EQUAL;
				}
				return "%";
			},
			"&"() {
				const nchar = this._input[this.offset];
				if (nchar === "=") {
					this.input();
					return this.tok.T_AND_EQUAL;
				} else if (nchar === "&") {
					this.input();
					return this.tok.T_BOOLEAN_AND;
				}
				return "&";
			},
			"|"() {
				const nchar = this._input[this.offset];
				if (nchar === "=") {
					this.input();
					return this.tok.T_OR_EQUAL;
				} else if (nchar === "|") {
					this.input();
					return this.tok.T_BOOLEAN_OR;
				} else if (nchar === ">") {
					this.input();
					return this.tok.T_PIPE;
				}
				return "|";
			},
			"^"() {
				if (this._input[this.offset] === "=") {
					this.input();
					return this.tok.T_XOR_EQUAL;
				}
				return "^";
			}
		}
	};
}));

// node_modules/php-parser/src/lexer/utils.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_utils$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const tokens = ";:,.\\[]()|^&+-/*=%!~$<>?@";
	module.exports = {
		is_NUM() {
			const ch = this._input.charCodeAt(this.offset - 1);
			return ch > 47 && ch < 58 || ch === 95;
		},
		is_NUM_START() {
			const ch = this._input.charCodeAt(this.offset - 1);
			return ch > 47 && ch < 58;
		},
		is_LABEL() {
			const ch = this._input.charCodeAt(this.offset - 1);
			return ch > 96 && ch < 123 || ch > 64 && ch < 91 || ch === 95 || ch > 47 && ch < 58 || ch > 126;
		},
		is_LABEL_START() {
			const ch = this._input.charCodeAt(this.offset - 1);
			if (ch > 64 && ch < 91) return true;
			if (ch > 96 && ch < 123) return true;
			if (ch === 95) return true;
			if (ch > 126) return true;
			return false;
		},
		consume_LABEL() {
			while (this.offset < this.size) {
				const ch = this.input();
				if (!this.is_LABEL()) {
					if (ch) this.unput(1);
					break;
				}
			}
			return this;
		},
		is_TOKEN() {
			const ch = this._input[this.offset - 1];
			return tokens.indexOf(ch) !== -1;
		},
		is_WHITESPACE() {
			const ch = this._input[this.offset - 1];
			return ch === " " || ch === "	" || ch === "\n" || ch === "\r";
		},
		is_TABSPACE() {
			const ch = this._input[this.offset - 1];
			return ch === " " || ch === "	";
		},
		consume_TABSPACE() {
			while (this.offset < this.size) {
				const ch = this.input();
				if (!this.is_TABSPACE()) {
					if (ch) this.unput(1);
					break;
				}
			}
			return this;
		},
		is_HEX() {
			const ch = this._input.charCodeAt(this.offset - 1);
			if (ch > 47 && ch < 58) return true;
			if (ch > 64 && ch < 71) return true;
			if (ch > 96 && ch < 103) return true;
			if (ch === 95) return true;
			return false;
		},
		is_OCTAL() {
			const ch = this._input.charCodeAt(this.offset - 1);
			if (ch > 47 && ch < 56) return true;
			if (ch === 95) return true;
			return false;
		}
	};
}));

// node_modules/php-parser/src/lexer.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_lexer = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* This is the php lexer. It will tokenize the string for helping the
	* parser to build the AST from its grammar.
	*
	* @constructor Lexer
	* @memberOf module:php-parser
	* @property {number} EOF
	* @property {boolean} all_tokens defines if all tokens must be retrieved (used by token_get_all only)
	* @property {boolean} comment_tokens extracts comments tokens
	* @property {boolean} mode_eval enables the evald mode (ignore opening tags)
	* @property {boolean} asp_tags disables by default asp tags mode
	* @property {boolean} short_tags enables by default short tags mode
	* @property {object} keywords List of php keyword
	* @property {object} castKeywords List of php keywords for type casting
	*/
	const Lexer = function(engine) {
		this.engine = engine;
		this.tok = this.engine.tokens.names;
		this.EOF = 1;
		this.debug = false;
		this.all_tokens = true;
		this.comment_tokens = false;
		this.mode_eval = false;
		this.asp_tags = false;
		this.short_tags = false;
		this.version = 803;
		this.yyprevcol = 0;
		this.keywords = {
			__class__: this.tok.T_CLASS_C,
			__trait__: this.tok.T_TRAIT_C,
			__function__: this.tok.T_FUNC_C,
			__method__: this.tok.T_METHOD_C,
			__line__: this.tok.T_LINE,
			__file__: this.tok.T_FILE,
			__dir__: this.tok.T_DIR,
			__namespace__: this.tok.T_NS_C,
			exit: this.tok.T_EXIT,
			die: this.tok.T_EXIT,
			function: this.tok.T_FUNCTION,
			const: this.tok.T_CONST,
			return: this.tok.T_RETURN,
			try: this.tok.T_TRY,
			catch: this.tok.T_CATCH,
			finally: this.tok.T_FINALLY,
			throw: this.tok.T_THROW,
			if: this.tok.T_IF,
			elseif: this.tok.T_ELSEIF,
			endif: this.tok.T_ENDIF,
			else: this.tok.T_ELSE,
			while: this.tok.T_WHILE,
			endwhile: this.tok.T_ENDWHILE,
			do: this.tok.T_DO,
			for: this.tok.T_FOR,
			endfor: this.tok.T_ENDFOR,
			foreach: this.tok.T_FOREACH,
			endforeach: this.tok.T_ENDFOREACH,
			declare: this.tok.T_DECLARE,
			enddeclare: this.tok.T_ENDDECLARE,
			instanceof: this.tok.T_INSTANCEOF,
			as: this.tok.T_AS,
			switch: this.tok.T_SWITCH,
			endswitch: this.tok.T_ENDSWITCH,
			case: this.tok.T_CASE,
			default: this.tok.T_DEFAULT,
			break: this.tok.T_BREAK,
			continue: this.tok.T_CONTINUE,
			goto: this.tok.T_GOTO,
			echo: this.tok.T_ECHO,
			print: this.tok.T_PRINT,
			class: this.tok.T_CLASS,
			interface: this.tok.T_INTERFACE,
			trait: this.tok.T_TRAIT,
			enum: this.tok.T_ENUM,
			extends: this.tok.T_EXTENDS,
			implements: this.tok.T_IMPLEMENTS,
			new: this.tok.T_NEW,
			clone: this.tok.T_CLONE,
			var: this.tok.T_VAR,
			eval: this.tok.T_EVAL,
			include: this.tok.T_INCLUDE,
			include_once: this.tok.T_INCLUDE_ONCE,
			require: this.tok.T_REQUIRE,
			require_once: this.tok.T_REQUIRE_ONCE,
			namespace: this.tok.T_NAMESPACE,
			use: this.tok.T_USE,
			insteadof: this.tok.T_INSTEADOF,
			global: this.tok.T_GLOBAL,
			isset: this.tok.T_ISSET,
			empty: this.tok.T_EMPTY,
			__halt_compiler: this.tok.T_HALT_COMPILER,
			static: this.tok.T_STATIC,
			abstract: this.tok.T_ABSTRACT,
			final: this.tok.T_FINAL,
			private: this.tok.T_PRIVATE,
			protected: this.tok.T_PROTECTED,
			public: this.tok.T_PUBLIC,
			unset: this.tok.T_UNSET,
			list: this.tok.T_LIST,
			array: this.tok.T_ARRAY,
			callable: this.tok.T_CALLABLE,
			or: this.tok.T_LOGICAL_OR,
			and: this.tok.T_LOGICAL_AND,
			xor: this.tok.T_LOGICAL_XOR,
			match: this.tok.T_MATCH,
			readonly: this.tok.T_READ_ONLY
		};
		this.castKeywords = {
			int: this.tok.T_INT_CAST,
			integer: this.tok.T_INT_CAST,
			real: this.tok.T_DOUBLE_CAST,
			double: this.tok.T_DOUBLE_CAST,
			float: this.tok.T_DOUBLE_CAST,
			string: this.tok.T_STRING_CAST,
			binary: this.tok.T_STRING_CAST,
			array: this.tok.T_ARRAY_CAST,
			object: this.tok.T_OBJECT_CAST,
			bool: this.tok.T_BOOL_CAST,
			boolean: this.tok.T_BOOL_CAST,
			unset: this.tok.T_UNSET_CAST
		};
	};
	/**
	* Initialize the lexer with the specified input
	* @function Lexer#setInput
	* @memberOf module:php-parser
	*/
	Lexer.prototype.setInput = function(input) {
		this._input = input;
		this.size = input.length;
		this.yylineno = 1;
		this.offset = 0;
		this.yyprevcol = 0;
		this.yytext = "";
		this.yylloc = {
			first_offset: 0,
			first_line: 1,
			first_column: 0,
			prev_offset: 0,
			prev_line: 1,
			prev_column: 0,
			last_line: 1,
			last_column: 0
		};
		this.tokens = [];
		if (this.version > 703) this.keywords.fn = this.tok.T_FN;
		else delete this.keywords.fn;
		this.done = this.offset >= this.size;
		if (!this.all_tokens && this.mode_eval) {
			this.conditionStack = ["INITIAL"];
			this.begin("ST_IN_SCRIPTING");
		} else {
			this.conditionStack = [];
			this.begin("INITIAL");
		}
		this.heredoc_label = {
			label: "",
			length: 0,
			indentation: 0,
			indentation_uses_spaces: false,
			finished: false,
			first_encaps_node: false,
			/* istanbul ignore next */
			toString() {
				this.label;
			}
		};
		return this;
	};
	/**
	* consumes and returns one char from the input
	* @function Lexer#input
	* @memberOf module:php-parser
	*/
	Lexer.prototype.input = function() {
		const ch = this._input[this.offset];
		if (!ch) return "";
		this.yytext += ch;
		this.offset++;
		if (ch === "\r" && this._input[this.offset] === "\n") {
			this.yytext += "\n";
			this.offset++;
		}
		if (ch === "\n" || ch === "\r") {
			this.yylloc.last_line = ++this.yylineno;
			this.yyprevcol = this.yylloc.last_column;
			this.yylloc.last_column = 0;
		} else this.yylloc.last_column++;
		return ch;
	};
	/**
	* revert eating specified size
	* @function Lexer#unput
	* @memberOf module:php-parser
	*/
	Lexer.prototype.unput = function(size) {
		if (size === 1) {
			this.offset--;
			if (this._input[this.offset] === "\n" && this._input[this.offset - 1] === "\r") {
				this.offset--;
				size++;
			}
			if (this._input[this.offset] === "\r" || this._input[this.offset] === "\n") {
				this.yylloc.last_line--;
				this.yylineno--;
				this.yylloc.last_column = this.yyprevcol;
			} else this.yylloc.last_column--;
			this.yytext = this.yytext.substring(0, this.yytext.length - size);
		} else if (size > 0) {
			this.offset -= size;
			if (size < this.yytext.length) {
				this.yytext = this.yytext.substring(0, this.yytext.length - size);
				this.yylloc.last_line = this.yylloc.first_line;
				this.yylloc.last_column = this.yyprevcol = this.yylloc.first_column;
				for (let i = 0; i < this.yytext.length; i++) {
					let c = this.yytext[i];
					if (c === "\r") {
						c = this.yytext[++i];
						this.yyprevcol = this.yylloc.last_column;
						this.yylloc.last_line++;
						this.yylloc.last_column = 0;
						if (c !== "\n") {
							if (c === "\r") this.yylloc.last_line++;
							else this.yylloc.last_column++;
						}
					} else if (c === "\n") {
						this.yyprevcol = this.yylloc.last_column;
						this.yylloc.last_line++;
						this.yylloc.last_column = 0;
					} else this.yylloc.last_column++;
				}
				this.yylineno = this.yylloc.last_line;
			} else {
				this.yytext = "";
				this.yylloc.last_line = this.yylineno = this.yylloc.first_line;
				this.yylloc.last_column = this.yylloc.first_column;
			}
		}
		return this;
	};
	/**
	* check if the text matches
	* @function Lexer#tryMatch
	* @memberOf module:php-parser
	* @param {string} text
	* @returns {boolean}
	*/
	Lexer.prototype.tryMatch = function(text) {
		return text === this.ahead(text.length);
	};
	/**
	* check if the text matches
	* @function Lexer#tryMatchCaseless
	* @memberOf module:php-parser
	* @param {string} text
	* @returns {boolean}
	*/
	Lexer.prototype.tryMatchCaseless = function(text) {
		return text === this.ahead(text.length).toLowerCase();
	};
	/**
	* look ahead
	* @function Lexer#ahead
	* @memberOf module:php-parser
	* @param {number} size
	* @returns {string}
	*/
	Lexer.prototype.ahead = function(size) {
		let text = this._input.substring(this.offset, this.offset + size);
		if (text[text.length - 1] === "\r" && this._input[this.offset + size + 1] === "\n") text += "\n";
		return text;
	};
	/**
	* consume the specified size
	* @function Lexer#consume
	* @memberOf module:php-parser
	* @param {number} size
	* @returns {Lexer}
	*/
	Lexer.prototype.consume = function(size) {
		for (let i = 0; i < size; i++) {
			const ch = this._input[this.offset];
			if (!ch) break;
			this.yytext += ch;
			this.offset++;
			if (ch === "\r" && this._input[this.offset] === "\n") {
				this.yytext += "\n";
				this.offset++;
				i++;
			}
			if (ch === "\n" || ch === "\r") {
				this.yylloc.last_line = ++this.yylineno;
				this.yyprevcol = this.yylloc.last_column;
				this.yylloc.last_column = 0;
			} else this.yylloc.last_column++;
		}
		return this;
	};
	/**
	* Gets the current state
	* @function Lexer#getState
	* @memberOf module:php-parser
	*/
	Lexer.prototype.getState = function() {
		return {
			yytext: this.yytext,
			offset: this.offset,
			yylineno: this.yylineno,
			yyprevcol: this.yyprevcol,
			yylloc: {
				first_offset: this.yylloc.first_offset,
				first_line: this.yylloc.first_line,
				first_column: this.yylloc.first_column,
				last_line: this.yylloc.last_line,
				last_column: this.yylloc.last_column
			},
			heredoc_label: this.heredoc_label
		};
	};
	/**
	* Sets the current lexer state
	* @function Lexer#setState
	* @memberOf module:php-parser
	*/
	Lexer.prototype.setState = function(state) {
		this.yytext = state.yytext;
		this.offset = state.offset;
		this.yylineno = state.yylineno;
		this.yyprevcol = state.yyprevcol;
		this.yylloc = state.yylloc;
		if (state.heredoc_label) this.heredoc_label = state.heredoc_label;
		return this;
	};
	/**
	* prepend next token
	* @function Lexer#appendToken
	* @memberOf module:php-parser
	* @param {*} value
	* @param {*} ahead
	* @returns {Lexer}
	*/
	Lexer.prototype.appendToken = function(value, ahead) {
		this.tokens.push([value, ahead]);
		return this;
	};
	/**
	* return next match that has a token
	* @function Lexer#lex
	* @memberOf module:php-parser
	* @returns {number|string}
	*/
	Lexer.prototype.lex = function() {
		this.yylloc.prev_offset = this.offset;
		this.yylloc.prev_line = this.yylloc.last_line;
		this.yylloc.prev_column = this.yylloc.last_column;
		let token = this.next() || this.lex();
		if (!this.all_tokens) {
			while (token === this.tok.T_WHITESPACE || !this.comment_tokens && (token === this.tok.T_COMMENT || token === this.tok.T_DOC_COMMENT) || token === this.tok.T_OPEN_TAG) token = this.next() || this.lex();
			if (token == this.tok.T_OPEN_TAG_WITH_ECHO) return this.tok.T_ECHO;
			else if (token === this.tok.T_CLOSE_TAG) return ";";
		}
		if (!this.yylloc.prev_offset) {
			this.yylloc.prev_offset = this.yylloc.first_offset;
			this.yylloc.prev_line = this.yylloc.first_line;
			this.yylloc.prev_column = this.yylloc.first_column;
		}
		return token;
	};
	/**
	* activates a new lexer condition state (pushes the new lexer condition state onto the condition stack)
	* @function Lexer#begin
	* @memberOf module:php-parser
	* @param {*} condition
	* @returns {Lexer}
	*/
	Lexer.prototype.begin = function(condition) {
		this.conditionStack.push(condition);
		this.curCondition = condition;
		this.stateCb = this["match" + condition];
		/* istanbul ignore next */
		if (typeof this.stateCb !== "function") throw new Error("Undefined condition state \"" + condition + "\"");
		return this;
	};
	/**
	* pop the previously active lexer condition state off the condition stack
	* @function Lexer#popState
	* @memberOf module:php-parser
	* @returns {string|*}
	*/
	Lexer.prototype.popState = function() {
		const condition = this.conditionStack.length - 1 > 0 ? this.conditionStack.pop() : this.conditionStack[0];
		this.curCondition = this.conditionStack[this.conditionStack.length - 1];
		this.stateCb = this["match" + this.curCondition];
		/* istanbul ignore next */
		if (typeof this.stateCb !== "function") throw new Error("Undefined condition state \"" + this.curCondition + "\"");
		return condition;
	};
	/**
	* return next match in input
	* @function Lexer#next
	* @memberOf module:php-parser
	* @returns {number|*}
	*/
	Lexer.prototype.next = function() {
		let token;
		if (!this._input) this.done = true;
		this.yylloc.first_offset = this.offset;
		this.yylloc.first_line = this.yylloc.last_line;
		this.yylloc.first_column = this.yylloc.last_column;
		this.yytext = "";
		if (this.done) {
			this.yylloc.prev_offset = this.yylloc.first_offset;
			this.yylloc.prev_line = this.yylloc.first_line;
			this.yylloc.prev_column = this.yylloc.first_column;
			return this.EOF;
		}
		if (this.tokens.length > 0) {
			token = this.tokens.shift();
			if (typeof token[1] === "object") this.setState(token[1]);
			else this.consume(token[1]);
			token = token[0];
		} else token = this.stateCb.apply(this, []);
		if (this.offset >= this.size && this.tokens.length === 0) this.done = true;
		/* istanbul ignore next */
		if (this.debug) {
			let tName = token;
			if (typeof tName === "number") tName = this.engine.tokens.values[tName];
			else tName = "\"" + tName + "\"";
			const e = /* @__PURE__ */ new Error(tName + "	from " + this.yylloc.first_line + "," + this.yylloc.first_column + "	 - to " + this.yylloc.last_line + "," + this.yylloc.last_column + "	\"" + this.yytext + "\"");
			console.error(e.stack);
		}
		return token;
	};
	[
		require_attribute$1(),
		require_comments(),
		require_initial(),
		require_numbers(),
		require_property$1(),
		require_scripting(),
		require_strings(),
		require_tokens$1(),
		require_utils$1()
	].forEach(function(ext) {
		for (const k in ext) Lexer.prototype[k] = ext[k];
	});
	module.exports = Lexer;
}));

// node_modules/php-parser/src/ast/position.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_position = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Each Position object consists of a line number (1-indexed) and a column number (0-indexed):
	* @constructor Position
	* @memberOf module:php-parser
	* @property {number} line
	* @property {number} column
	* @property {number} offset
	*/
	const Position = function(line, column, offset) {
		this.line = line;
		this.column = column;
		this.offset = offset;
	};
	module.exports = Position;
}));

// node_modules/php-parser/src/parser/array.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_array$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		read_array() {
			let expect;
			let shortForm = false;
			const result = this.node("array");
			if (this.token === this.tok.T_ARRAY) {
				this.next().expect("(");
				expect = ")";
			} else {
				shortForm = true;
				expect = "]";
			}
			let items = [];
			if (this.next().token !== expect) items = this.read_array_pair_list(shortForm);
			this.expect(expect);
			this.next();
			return result(shortForm, items);
		},
		read_array_pair_list(shortForm) {
			const self = this;
			return this.read_list(function() {
				return self.read_array_pair(shortForm);
			}, ",", true);
		},
		read_array_pair(shortForm) {
			if (!shortForm && this.token === ")" || shortForm && this.token === "]") return;
			if (this.token === ",") return this.node("noop")();
			const entry = this.node("entry");
			let key = null;
			let value;
			let byRef = false;
			let unpack = false;
			if (this.token === "&") {
				this.next();
				byRef = true;
				value = this.read_variable(true, false);
			} else if (this.token === this.tok.T_ELLIPSIS && this.version >= 704) {
				this.next();
				if (this.token === "&") this.error();
				unpack = true;
				value = this.read_expr();
			} else {
				const expr = this.read_expr();
				if (this.token === this.tok.T_DOUBLE_ARROW) {
					this.next();
					key = expr;
					if (this.token === "&") {
						this.next();
						byRef = true;
						value = this.read_variable(true, false);
					} else value = this.read_expr();
				} else value = expr;
			}
			return entry(key, value, byRef, unpack);
		}
	};
}));

// node_modules/php-parser/src/parser/class.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_class$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		read_class_declaration_statement(attrs) {
			const result = this.node("class");
			const flag = this.read_class_modifiers();
			if (this.token !== this.tok.T_CLASS) {
				this.error(this.tok.T_CLASS);
				this.next();
				return null;
			}
			this.next().expect(this.tok.T_STRING);
			let propName = this.node("identifier");
			const name = this.text();
			this.next();
			propName = propName(name);
			const propExtends = this.read_extends_from();
			const propImplements = this.read_implements_list();
			this.expect("{");
			const body = this.next().read_class_body(true, false);
			const node = result(propName, propExtends, propImplements, body, flag);
			if (attrs) node.attrGroups = attrs;
			return node;
		},
		read_class_modifiers() {
			const modifier = this.read_class_modifier({
				readonly: 0,
				final_or_abstract: 0
			});
			return [
				0,
				0,
				modifier.final_or_abstract,
				modifier.readonly
			];
		},
		read_class_modifier(memo) {
			if (this.token === this.tok.T_READ_ONLY) {
				this.next();
				memo.readonly = 1;
				memo = this.read_class_modifier(memo);
			} else if (memo.final_or_abstract === 0 && this.token === this.tok.T_ABSTRACT) {
				this.next();
				memo.final_or_abstract = 1;
				memo = this.read_class_modifier(memo);
			} else if (memo.final_or_abstract === 0 && this.token === this.tok.T_FINAL) {
				this.next();
				memo.final_or_abstract = 2;
				memo = this.read_class_modifier(memo);
			}
			return memo;
		},
		read_class_body(allow_variables, allow_enum_cases) {
			let result = [];
			let attrs = [];
			while (this.token !== this.EOF && this.token !== "}") {
				if (this.token === this.tok.T_COMMENT) {
					result.push(this.read_comment());
					continue;
				}
				if (this.token === this.tok.T_DOC_COMMENT) {
					result.push(this.read_doc_comment());
					continue;
				}
				if (this.token === this.tok.T_USE) {
					result = result.concat(this.read_trait_use_statement());
					continue;
				}
				const locStart = this.position();
				if (this.token === this.tok.T_ATTRIBUTE) attrs = this.read_attr_list();
				if (allow_enum_cases && this.token === this.tok.T_CASE) {
					const enumcase = this.read_enum_case(attrs);
					attrs = [];
					if (this.expect(";")) this.next();
					result = result.concat(enumcase);
					continue;
				}
				const flags = this.read_member_flags(false);
				if (this.token === this.tok.T_CONST) {
					if (flags[0][1] !== -1) this.raiseError("Cannot use asymmetric visibility on constants");
					const constants = this.read_constant_list(flags, attrs, locStart);
					if (this.expect(";")) this.next();
					result = result.concat(constants);
					continue;
				}
				if (allow_variables && this.token === this.tok.T_VAR) {
					this.next().expect(this.tok.T_VARIABLE);
					flags[0][0] = null;
					flags[1] = 0;
				}
				if (this.token === this.tok.T_FUNCTION) {
					result.push(this.read_function(false, flags, attrs, locStart));
					attrs = [];
				} else if (allow_variables && (this.token === this.tok.T_VARIABLE || this.version >= 801 && this.token === this.tok.T_READ_ONLY || this.version >= 704 && (this.token === "?" || this.token === this.tok.T_ARRAY || this.token === this.tok.T_CALLABLE || this.token === this.tok.T_NAMESPACE || this.token === this.tok.T_NAME_FULLY_QUALIFIED || this.token === this.tok.T_NAME_QUALIFIED || this.token === this.tok.T_NAME_RELATIVE || this.token === this.tok.T_NS_SEPARATOR || this.token === this.tok.T_STRING))) {
					const variables = this.read_variable_list(flags, attrs, locStart);
					attrs = [];
					result = result.concat(variables);
				} else {
					this.error([
						this.tok.T_CONST,
						...allow_variables ? [this.tok.T_VARIABLE] : [],
						...allow_enum_cases ? [this.tok.T_CASE] : [],
						this.tok.T_FUNCTION
					]);
					this.next();
				}
			}
			this.expect("}");
			this.next();
			return result;
		},
		read_variable_list(flags, attrs, locStart) {
			let property_statement = this.node("propertystatement");
			const properties = this.read_list(function read_variable_declaration() {
				const result = this.node("property");
				let readonly = flags[3] === 1;
				if (!readonly && this.token === this.tok.T_READ_ONLY) {
					readonly = true;
					this.next();
				}
				const [nullable, type] = this.read_optional_type();
				this.expect(this.tok.T_VARIABLE);
				let propName = this.node("identifier");
				const name = this.text().substring(1);
				this.next();
				propName = propName(name);
				let value = null;
				let property_hooks = [];
				this.expect([
					",",
					";",
					"=",
					"{"
				]);
				if (this.token === "=") value = this.next().read_expr();
				if (this.token === "{") property_hooks = this.read_property_hooks();
				else this.expect([";", ","]);
				return result(propName, value, readonly, nullable, type, attrs || [], property_hooks);
			}, ",");
			property_statement = property_statement(null, properties, flags);
			if (locStart && property_statement.loc) {
				property_statement.loc.start = locStart;
				if (property_statement.loc.source) property_statement.loc.source = this.lexer._input.substr(property_statement.loc.start.offset, property_statement.loc.end.offset - property_statement.loc.start.offset);
			}
			if (this.token === ";") this.next();
			return property_statement;
		},
		read_property_hooks() {
			if (this.version < 804) this.raiseError("Parse Error: Property hooks require PHP 8.4+");
			this.expect("{");
			this.next();
			const hooks = [];
			while (this.token !== this.EOF && this.token !== "}") hooks.push(this.read_property_hook());
			this.expect("}");
			this.next();
			return hooks;
		},
		read_property_hook() {
			const property_hooks = this.node("propertyhook");
			let attrs = [];
			if (this.token === this.tok.T_ATTRIBUTE) attrs = this.read_attr_list();
			const is_final = this.token === this.tok.T_FINAL;
			if (is_final) this.next();
			const is_reference = this.token === "&";
			if (is_reference) this.next();
			const method_name = this.text();
			if (method_name !== "get" && method_name !== "set") this.raiseError("Parse Error: Property hooks must be either 'get' or 'set'");
			this.next();
			let parameter = null;
			let body = null;
			this.expect([
				this.tok.T_DOUBLE_ARROW,
				"{",
				"(",
				";"
			]);
			if (this.token === ";") {
				this.next();
				return property_hooks(method_name, is_final, is_reference, parameter, body, attrs);
			}
			if (this.token === "(") {
				this.next();
				parameter = this.read_parameter(false);
				this.expect(")");
				this.next();
			}
			if (this.token === this.tok.T_DOUBLE_ARROW) {
				this.next();
				body = this.read_expr();
				this.next();
			} else if (this.token === "{") body = this.read_code_block();
			return property_hooks(method_name, is_final, is_reference, parameter, body, attrs);
		},
		read_constant_list(flags, attrs, locStart) {
			const result = this.node("classconstant");
			if (this.expect(this.tok.T_CONST)) this.next();
			if (flags[1] === 1 || flags[2] === 1 || flags[3] === 1) this.error();
			if (flags[2] === 2 && this.version < 801) this.raiseError("Final class constants are not allowed before PHP 8.1");
			const [nullable, type] = this.version >= 803 ? this.read_optional_type() : [false, null];
			const node = result(null, this.read_list(function read_constant_declaration() {
				const result = this.node("constant");
				let constName = null;
				let value = null;
				if (this.token === this.tok.T_STRING || this.version >= 700 && this.is("IDENTIFIER")) {
					constName = this.node("identifier");
					const name = this.text();
					this.next();
					constName = constName(name);
				} else this.expect("IDENTIFIER");
				if (this.expect("=")) value = this.next().read_expr();
				return result(constName, value);
			}, ","), flags, nullable, type, attrs || []);
			if (locStart && node.loc) {
				node.loc.start = locStart;
				if (node.loc.source) node.loc.source = this.lexer._input.substr(node.loc.start.offset, node.loc.end.offset - node.loc.start.offset);
			}
			return node;
		},
		read_member_flags(asInterface) {
			const result = [
				[-1, -1],
				0,
				0,
				0
			];
			const seen = /* @__PURE__ */ new Set();
			while (this.is("T_MEMBER_FLAGS")) {
				let idx = -1, val = -1;
				switch (this.token) {
					case this.tok.T_PUBLIC:
					case this.tok.T_PROTECTED:
					case this.tok.T_PRIVATE:
						idx = 0;
						val = this.token === this.tok.T_PUBLIC ? 0 : this.token === this.tok.T_PROTECTED ? 1 : 2;
						if (asInterface && val === 2) {
							this.expect([this.tok.T_PUBLIC, this.tok.T_PROTECTED]);
							val = -1;
						}
						this.next();
						if (this.version >= 804 && this.token === "(") {
							if (result[0][0] === -1) result[0][0] = 0;
							this.next();
							if (this.token !== this.tok.T_STRING || this.text() !== "set") this.error("set");
							else this.next();
							if (this.expect(")")) this.next();
							if (seen.has("set")) this.error();
							else if (val !== -1) {
								seen.add("set");
								result[0][1] = val;
							}
							continue;
						}
						if (seen.has(idx)) this.error();
						else if (val !== -1) {
							seen.add(idx);
							result[0][0] = val;
						}
						continue;
					case this.tok.T_STATIC:
						idx = 1;
						val = 1;
						break;
					case this.tok.T_ABSTRACT:
						idx = 2;
						val = 1;
						break;
					case this.tok.T_FINAL:
						idx = 2;
						val = 2;
						break;
					case this.tok.T_READ_ONLY:
						idx = 3;
						val = 1;
				}
				if (asInterface && idx === 2 && val === 1) {
					this.error();
					val = -1;
				}
				if (seen.has(idx)) this.error();
				else if (val !== -1) {
					seen.add(idx);
					result[idx] = val;
				}
				this.next();
			}
			return result;
		},
		read_optional_type() {
			const nullable = this.token === "?";
			if (nullable) this.next();
			if (this.peekSkipComments() === "=") return [false, null];
			let type = this.read_types();
			if (nullable && !type) this.raiseError("Expecting a type definition combined with nullable operator");
			if (!nullable && !type) return [false, null];
			if (this.token === "|") {
				type = [type];
				do {
					this.next();
					const variant = this.read_type();
					if (!variant) {
						this.raiseError("Expecting a type definition");
						break;
					}
					type.push(variant);
				} while (this.token === "|");
			}
			return [nullable, type];
		},
		peekSkipComments() {
			const lexerState = this.lexer.getState();
			let nextToken;
			do
				nextToken = this.lexer.lex();
			while (nextToken === this.tok.T_COMMENT || nextToken === this.tok.T_WHITESPACE);
			this.lexer.setState(lexerState);
			return nextToken;
		},
		read_interface_declaration_statement(attrs) {
			const result = this.node("interface");
			if (this.token !== this.tok.T_INTERFACE) {
				this.error(this.tok.T_INTERFACE);
				this.next();
				return null;
			}
			this.next().expect(this.tok.T_STRING);
			let propName = this.node("identifier");
			const name = this.text();
			this.next();
			propName = propName(name);
			const propExtends = this.read_interface_extends_list();
			this.expect("{");
			const body = this.next().read_interface_body();
			return result(propName, propExtends, body, attrs || []);
		},
		read_interface_body() {
			let result = [];
			let attrs;
			while (this.token !== this.EOF && this.token !== "}") {
				if (this.token === this.tok.T_COMMENT) {
					result.push(this.read_comment());
					continue;
				}
				if (this.token === this.tok.T_DOC_COMMENT) {
					result.push(this.read_doc_comment());
					continue;
				}
				const locStart = this.position();
				attrs = [];
				if (this.token === this.tok.T_ATTRIBUTE) attrs = this.read_attr_list();
				const flags = this.read_member_flags(true);
				if (this.token === this.tok.T_CONST) {
					if (flags[0][1] !== -1) this.raiseError("Cannot use asymmetric visibility on constants");
					const constants = this.read_constant_list(flags, attrs, locStart);
					if (this.expect(";")) this.next();
					result = result.concat(constants);
				} else if (this.token === this.tok.T_FUNCTION) {
					const method = this.read_function_declaration(2, flags, attrs, locStart);
					method.parseFlags(flags);
					result.push(method);
					if (this.expect(";")) this.next();
				} else if (this.token === this.tok.T_STRING) result.push(this.read_variable_list(flags, attrs, locStart));
				else {
					this.error([
						this.tok.T_CONST,
						this.tok.T_FUNCTION,
						this.tok.T_STRING
					]);
					this.next();
				}
			}
			if (this.expect("}")) this.next();
			return result;
		},
		read_trait_declaration_statement(attrs) {
			const result = this.node("trait");
			if (this.token !== this.tok.T_TRAIT) {
				this.error(this.tok.T_TRAIT);
				this.next();
				return null;
			}
			this.next().expect(this.tok.T_STRING);
			let propName = this.node("identifier");
			const name = this.text();
			this.next();
			propName = propName(name);
			this.expect("{");
			const body = this.next().read_class_body(true, false);
			const node = result(propName, body);
			if (attrs) node.attrGroups = attrs;
			return node;
		},
		read_trait_use_statement() {
			const node = this.node("traituse");
			this.expect(this.tok.T_USE) && this.next();
			const traits = [this.read_namespace_name()];
			let adaptations = null;
			while (this.token === ",") traits.push(this.next().read_namespace_name());
			if (this.token === "{") {
				adaptations = [];
				while (this.next().token !== this.EOF) {
					if (this.token === "}") break;
					adaptations.push(this.read_trait_use_alias());
					this.expect(";");
				}
				if (this.expect("}")) this.next();
			} else if (this.expect(";")) this.next();
			return node(traits, adaptations);
		},
		read_trait_use_alias() {
			const node = this.node();
			let trait = null;
			let method;
			if (this.is("IDENTIFIER")) {
				method = this.node("identifier");
				const methodName = this.text();
				this.next();
				method = method(methodName);
			} else {
				method = this.read_namespace_name();
				if (this.token === this.tok.T_DOUBLE_COLON) {
					this.next();
					if (this.token === this.tok.T_STRING || this.version >= 700 && this.is("IDENTIFIER")) {
						trait = method;
						method = this.node("identifier");
						const methodName = this.text();
						this.next();
						method = method(methodName);
					} else this.expect(this.tok.T_STRING);
				} else method = method.name;
			}
			if (this.token === this.tok.T_INSTEADOF) return node("traitprecedence", trait, method, this.next().read_name_list());
			else if (this.token === this.tok.T_AS) {
				let flags = null;
				let alias = null;
				if (this.next().is("T_MEMBER_FLAGS")) flags = this.read_member_flags();
				if (this.token === this.tok.T_STRING || this.version >= 700 && this.is("IDENTIFIER")) {
					alias = this.node("identifier");
					const name = this.text();
					this.next();
					alias = alias(name);
				} else if (flags === null) this.expect(this.tok.T_STRING);
				return node("traitalias", trait, method, alias, flags);
			}
			this.expect([this.tok.T_AS, this.tok.T_INSTEADOF]);
			return node("traitalias", trait, method, null, null);
		}
	};
}));

// node_modules/php-parser/src/parser/comment.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_comment$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		read_comment() {
			const text = this.text();
			let result = this.ast.prepare(text.substring(0, 2) === "/*" ? "commentblock" : "commentline", null, this);
			const offset = this.lexer.yylloc.first_offset;
			const prev = this.prev;
			this.prev = [
				this.lexer.yylloc.last_line,
				this.lexer.yylloc.last_column,
				this.lexer.offset
			];
			this.lex();
			result = result(text);
			result.offset = offset;
			this.prev = prev;
			return result;
		},
		read_doc_comment() {
			let result = this.ast.prepare("commentblock", null, this);
			const offset = this.lexer.yylloc.first_offset;
			const text = this.text();
			const prev = this.prev;
			this.prev = [
				this.lexer.yylloc.last_line,
				this.lexer.yylloc.last_column,
				this.lexer.offset
			];
			this.lex();
			result = result(text);
			result.offset = offset;
			this.prev = prev;
			return result;
		}
	};
}));

// node_modules/php-parser/src/parser/expr.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_expr = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		read_expr(expr) {
			const result = this.node();
			if (this.token === "@") {
				if (!expr) expr = this.next().read_expr();
				return result("silent", expr);
			}
			if (!expr) expr = this.read_expr_item();
			if (this.token === "|") return result("bin", "|", expr, this.next().read_expr());
			if (this.token === "&") return result("bin", "&", expr, this.next().read_expr());
			if (this.token === "^") return result("bin", "^", expr, this.next().read_expr());
			if (this.token === ".") return result("bin", ".", expr, this.next().read_expr());
			if (this.token === "+") return result("bin", "+", expr, this.next().read_expr());
			if (this.token === "-") return result("bin", "-", expr, this.next().read_expr());
			if (this.token === "*") return result("bin", "*", expr, this.next().read_expr());
			if (this.token === "/") return result("bin", "/", expr, this.next().read_expr());
			if (this.token === "%") return result("bin", "%", expr, this.next().read_expr());
			if (this.token === this.tok.T_POW) return result("bin", "**", expr, this.next().read_expr());
			if (this.token === this.tok.T_SL) return result("bin", "<<", expr, this.next().read_expr());
			if (this.token === this.tok.T_SR) return result("bin", ">>", expr, this.next().read_expr());
			if (this.token === this.tok.T_BOOLEAN_OR) return result("bin", "||", expr, this.next().read_expr());
			if (this.token === this.tok.T_LOGICAL_OR) return result("bin", "or", expr, this.next().read_expr());
			if (this.token === this.tok.T_BOOLEAN_AND) return result("bin", "&&", expr, this.next().read_expr());
			if (this.token === this.tok.T_LOGICAL_AND) return result("bin", "and", expr, this.next().read_expr());
			if (this.token === this.tok.T_LOGICAL_XOR) return result("bin", "xor", expr, this.next().read_expr());
			if (this.token === this.tok.T_IS_IDENTICAL) return result("bin", "===", expr, this.next().read_expr());
			if (this.token === this.tok.T_IS_NOT_IDENTICAL) return result("bin", "!==", expr, this.next().read_expr());
			if (this.token === this.tok.T_IS_EQUAL) return result("bin", "==", expr, this.next().read_expr());
			if (this.token === this.tok.T_IS_NOT_EQUAL) return result("bin", "!=", expr, this.next().read_expr());
			if (this.token === "<") return result("bin", "<", expr, this.next().read_expr());
			if (this.token === ">") return result("bin", ">", expr, this.next().read_expr());
			if (this.token === this.tok.T_IS_SMALLER_OR_EQUAL) return result("bin", "<=", expr, this.next().read_expr());
			if (this.token === this.tok.T_IS_GREATER_OR_EQUAL) return result("bin", ">=", expr, this.next().read_expr());
			if (this.token === this.tok.T_SPACESHIP) return result("bin", "<=>", expr, this.next().read_expr());
			if (this.token === this.tok.T_INSTANCEOF) {
				expr = result("bin", "instanceof", expr, this.next().read_class_name_reference());
				if (this.token !== ";" && this.token !== this.tok.T_INLINE_HTML && this.token !== this.EOF) expr = this.read_expr(expr);
			}
			if (this.token === this.tok.T_NULLSAFE_OBJECT_OPERATOR) {
				expr = result("nullsafepropertylookup", expr, this.read_what());
				expr = this.recursive_variable_chain_scan(expr, false, true);
			}
			if (this.token === this.tok.T_COALESCE) return result("bin", "??", expr, this.next().read_expr());
			if (this.token === this.tok.T_PIPE) {
				if (this.version < 805) this.raiseError("PHP 8.5+ is required to use pipe operator");
				const right = this.next().read_expr();
				if (right.kind === "arrowfunc" && !right.parenthesizedExpression) this.raiseError("Arrow functions in a pipe chain must be wrapped in parentheses");
				return result("bin", "|>", expr, right);
			}
			if (this.token === "?") {
				let trueArg = null;
				if (this.next().token !== ":") trueArg = this.read_expr();
				this.expect(":") && this.next();
				return result("retif", expr, trueArg, this.read_expr());
			} else result.destroy(expr);
			return expr;
		},
		read_expr_cast(type) {
			return this.node("cast")(type, this.text(), this.next().read_expr());
		},
		read_isset_variable() {
			return this.read_expr();
		},
		read_isset_variables() {
			return this.read_function_list(this.read_isset_variable, ",");
		},
		read_internal_functions_in_yacc() {
			let result = null;
			switch (this.token) {
				case this.tok.T_ISSET:
					{
						result = this.node("isset");
						if (this.next().expect("(")) this.next();
						const variables = this.read_isset_variables();
						if (this.expect(")")) this.next();
						result = result(variables);
					}
					break;
				case this.tok.T_EMPTY:
					{
						result = this.node("empty");
						if (this.next().expect("(")) this.next();
						const expression = this.read_expr();
						if (this.expect(")")) this.next();
						result = result(expression);
					}
					break;
				case this.tok.T_INCLUDE:
					result = this.node("include")(false, false, this.next().read_expr());
					break;
				case this.tok.T_INCLUDE_ONCE:
					result = this.node("include")(true, false, this.next().read_expr());
					break;
				case this.tok.T_EVAL:
					{
						result = this.node("eval");
						if (this.next().expect("(")) this.next();
						const expr = this.read_expr();
						if (this.expect(")")) this.next();
						result = result(expr);
					}
					break;
				case this.tok.T_REQUIRE:
					result = this.node("include")(false, true, this.next().read_expr());
					break;
				case this.tok.T_REQUIRE_ONCE: result = this.node("include")(true, true, this.next().read_expr());
			}
			return result;
		},
		read_optional_expr(stopToken) {
			if (this.token !== stopToken) return this.read_expr();
			return null;
		},
		read_exit_expr() {
			let expression = null;
			if (this.token === "(") {
				this.next();
				expression = this.read_optional_expr(")");
				this.expect(")") && this.next();
			}
			return expression;
		},
		read_expr_item() {
			let result, expr, attrs = [];
			if (this.token === "+") return this.node("unary")("+", this.next().read_expr());
			if (this.token === "-") return this.node("unary")("-", this.next().read_expr());
			if (this.token === "!") return this.node("unary")("!", this.next().read_expr());
			if (this.token === "~") return this.node("unary")("~", this.next().read_expr());
			if (this.token === "(") {
				expr = this.next().read_expr();
				expr.parenthesizedExpression = true;
				this.expect(")") && this.next();
				return this.handleDereferencable(expr);
			}
			if (this.token === "`") return this.read_encapsed_string("`");
			if (this.token === this.tok.T_LIST) {
				let assign = null;
				const isInner = this.innerList;
				result = this.node("list");
				if (!isInner) assign = this.node("assign");
				if (this.next().expect("(")) this.next();
				if (!this.innerList) this.innerList = true;
				const assignList = this.read_array_pair_list(false);
				if (this.expect(")")) this.next();
				let hasItem = false;
				for (let i = 0; i < assignList.length; i++) if (assignList[i] !== null && assignList[i].kind !== "noop") {
					hasItem = true;
					break;
				}
				if (!hasItem)
 /* istanbul ignore next */
				this.raiseError("Fatal Error :  Cannot use empty list on line " + this.lexer.yylloc.first_line);
				if (!isInner) {
					this.innerList = false;
					if (this.expect("=")) return assign(result(assignList, false), this.next().read_expr(), "=");
					else
 /* istanbul ignore next */
					return result(assignList, false);
				} else return result(assignList, false);
			}
			if (this.token === this.tok.T_ATTRIBUTE) attrs = this.read_attr_list();
			if (this.token === this.tok.T_CLONE) {
				const node = this.node("clone");
				this.next();
				if (this.version >= 805 && this.token === "(") {
					this.next();
					let what = this.read_variable(false, false);
					what = this.handleDereferencable(what);
					let properties = null;
					if (this.token === ",") properties = this.next().read_expr();
					this.expect(")") && this.next();
					return node(what, properties);
				}
				let what = this.read_variable(false, false);
				what = this.handleDereferencable(what);
				return node(what, null);
			}
			switch (this.token) {
				case this.tok.T_INC: return this.node("pre")("+", this.next().read_variable(false, false));
				case this.tok.T_DEC: return this.node("pre")("-", this.next().read_variable(false, false));
				case this.tok.T_NEW:
					expr = this.read_new_expr();
					if (this.token === this.tok.T_OBJECT_OPERATOR && this.version < 804) this.raiseError("New without parenthesis is not allowed before PHP 8.4");
					return this.handleDereferencable(expr);
				case this.tok.T_ISSET:
				case this.tok.T_EMPTY:
				case this.tok.T_INCLUDE:
				case this.tok.T_INCLUDE_ONCE:
				case this.tok.T_EVAL:
				case this.tok.T_REQUIRE:
				case this.tok.T_REQUIRE_ONCE: return this.read_internal_functions_in_yacc();
				case this.tok.T_MATCH: return this.read_match_expression();
				case this.tok.T_INT_CAST: return this.read_expr_cast("int");
				case this.tok.T_DOUBLE_CAST: return this.read_expr_cast("float");
				case this.tok.T_STRING_CAST: return this.read_expr_cast(this.text().indexOf("binary") !== -1 ? "binary" : "string");
				case this.tok.T_ARRAY_CAST: return this.read_expr_cast("array");
				case this.tok.T_OBJECT_CAST: return this.read_expr_cast("object");
				case this.tok.T_BOOL_CAST: return this.read_expr_cast("bool");
				case this.tok.T_UNSET_CAST: return this.read_expr_cast("unset");
				case this.tok.T_THROW:
					if (this.version < 800) this.raiseError("PHP 8+ is required to use throw as an expression");
					return this.node("throw")(this.next().read_expr());
				case this.tok.T_EXIT: {
					const useDie = this.lexer.yytext.toLowerCase() === "die";
					result = this.node("exit");
					this.next();
					const expression = this.read_exit_expr();
					return result(expression, useDie);
				}
				case this.tok.T_PRINT: return this.node("print")(this.next().read_expr());
				case this.tok.T_YIELD: {
					let value = null;
					let key = null;
					result = this.node("yield");
					if (this.next().is("EXPR")) {
						value = this.read_expr();
						if (this.token === this.tok.T_DOUBLE_ARROW) {
							key = value;
							value = this.next().read_expr();
						}
					}
					return result(value, key);
				}
				case this.tok.T_YIELD_FROM:
					result = this.node("yieldfrom");
					expr = this.next().read_expr();
					return result(expr);
				case this.tok.T_FN:
				case this.tok.T_FUNCTION: return this.read_inline_function(void 0, attrs);
				case this.tok.T_STATIC: {
					const backup = [this.token, this.lexer.getState()];
					this.next();
					if (this.token === this.tok.T_FUNCTION || this.version >= 704 && this.token === this.tok.T_FN) return this.read_inline_function([
						0,
						1,
						0
					], attrs);
					else {
						this.lexer.tokens.push(backup);
						this.next();
					}
				}
			}
			if (this.is("VARIABLE")) {
				result = this.node();
				expr = this.read_variable(false, false);
				const isConst = expr.kind === "identifier" || expr.kind === "staticlookup" && expr.offset.kind === "identifier";
				switch (this.token) {
					case "=":
						if (isConst) this.error("VARIABLE");
						if (this.next().token == "&") return this.read_assignref(result, expr);
						return result("assign", expr, this.read_expr(), "=");
					case this.tok.T_PLUS_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), "+=");
					case this.tok.T_MINUS_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), "-=");
					case this.tok.T_MUL_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), "*=");
					case this.tok.T_POW_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), "**=");
					case this.tok.T_DIV_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), "/=");
					case this.tok.T_CONCAT_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), ".=");
					case this.tok.T_MOD_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), "%=");
					case this.tok.T_AND_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), "&=");
					case this.tok.T_OR_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), "|=");
					case this.tok.T_XOR_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), "^=");
					case this.tok.T_SL_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), "<<=");
					case this.tok.T_SR_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), ">>=");
					case this.tok.T_COALESCE_EQUAL:
						if (isConst) this.error("VARIABLE");
						return result("assign", expr, this.next().read_expr(), "??=");
					case this.tok.T_INC:
						if (isConst) this.error("VARIABLE");
						this.next();
						return result("post", "+", expr);
					case this.tok.T_DEC:
						if (isConst) this.error("VARIABLE");
						this.next();
						return result("post", "-", expr);
					default: result.destroy(expr);
				}
			} else if (this.is("SCALAR")) {
				result = this.node();
				expr = this.read_scalar();
				if (expr.kind === "array" && expr.shortForm && this.token === "=") {
					const list = this.convertToList(expr);
					if (expr.loc) list.loc = expr.loc;
					const right = this.next().read_expr();
					return result("assign", list, right, "=");
				} else result.destroy(expr);
				return this.handleDereferencable(expr);
			} else {
				this.error("EXPR");
				this.next();
			}
			return expr;
		},
		convertToList(array) {
			const convertedItems = array.items.map((entry) => {
				if (entry.value && entry.value.kind === "array" && entry.value.shortForm) entry.value = this.convertToList(entry.value);
				return entry;
			});
			const node = this.node("list")(convertedItems, true);
			if (array.loc) node.loc = array.loc;
			if (array.leadingComments) node.leadingComments = array.leadingComments;
			if (array.trailingComments) node.trailingComments = array.trailingComments;
			return node;
		},
		read_assignref(result, left) {
			this.next();
			let right;
			if (this.token === this.tok.T_NEW) {
				if (this.version >= 700) this.error();
				right = this.read_new_expr();
			} else if (this.token === "(") {
				right = this.next().read_expr();
				this.expect(")") && this.next();
				right = this.recursive_variable_chain_scan(right, false, false);
			} else right = this.read_variable(false, false);
			return result("assignref", left, right);
		},
		read_inline_function(flags, attrs) {
			if (this.token === this.tok.T_FUNCTION) {
				const result = this.read_function(true, flags, attrs);
				result.attrGroups = attrs;
				return result;
			}
			if (this.version < 704) this.raiseError("Arrow Functions are not allowed");
			const node = this.node("arrowfunc");
			if (this.expect(this.tok.T_FN)) this.next();
			const isRef = this.is_reference();
			if (this.expect("(")) this.next();
			const params = this.read_parameter_list();
			if (this.expect(")")) this.next();
			let nullable = false;
			let returnType = null;
			if (this.token === ":") {
				if (this.next().token === "?") {
					nullable = true;
					this.next();
				}
				returnType = this.read_types();
			}
			if (this.expect(this.tok.T_DOUBLE_ARROW)) this.next();
			const result = node(params, isRef, this.read_expr(), returnType, nullable, flags ? true : false);
			result.attrGroups = attrs;
			return result;
		},
		read_match_expression() {
			const node = this.node("match");
			this.expect(this.tok.T_MATCH) && this.next();
			if (this.version < 800) this.raiseError("Match statements are not allowed before PHP 8");
			if (this.expect("(")) this.next();
			const cond = this.read_expr();
			if (this.expect(")")) this.next();
			if (this.expect("{")) this.next();
			const arms = this.read_match_arms();
			if (this.expect("}")) this.next();
			return node(cond, arms);
		},
		read_match_arms() {
			return this.read_list(() => this.read_match_arm(), ",", true);
		},
		read_match_arm() {
			if (this.token === "}") return;
			return this.node("matcharm")(this.read_match_arm_conds(), this.read_expr());
		},
		read_match_arm_conds() {
			let conds = [];
			if (this.token === this.tok.T_DEFAULT) {
				conds = null;
				this.next();
			} else {
				conds.push(this.read_expr());
				while (this.token === ",") {
					this.next();
					if (this.token === this.tok.T_DOUBLE_ARROW) {
						this.next();
						return conds;
					}
					conds.push(this.read_expr());
				}
			}
			if (this.expect(this.tok.T_DOUBLE_ARROW)) this.next();
			return conds;
		},
		read_attribute() {
			const node = this.node("attribute");
			const name = this.text();
			let args = [];
			this.next();
			if (this.token === "(") args = this.read_argument_list();
			return node(name, args);
		},
		read_attr_list() {
			const list = [];
			if (this.token === this.tok.T_ATTRIBUTE) do {
				const node = this.node("attrgroup");
				this.next();
				const attrs = [this.read_attribute()];
				while (this.token === ",") {
					this.next();
					if (this.token !== "]") attrs.push(this.read_attribute());
				}
				this.expect("]");
				this.next();
				list.push(node(attrs));
			} while (this.token === this.tok.T_ATTRIBUTE);
			return list;
		},
		read_new_expr() {
			const result = this.node("new");
			this.expect(this.tok.T_NEW) && this.next();
			let args = [];
			if (this.token === "(") {
				this.next();
				const newExp = this.read_expr();
				this.expect(")");
				this.next();
				if (this.token === "(") args = this.read_argument_list();
				return result(newExp, args);
			}
			const attrs = this.read_attr_list();
			const isReadonly = this.token === this.tok.T_READ_ONLY;
			if (isReadonly) {
				if (this.version < 803) this.raiseError("Anonymous readonly classes are not allowed before PHP 8.3");
				this.next();
			}
			if (this.token === this.tok.T_CLASS) {
				const what = this.node("class");
				if (this.next().token === "(") args = this.read_argument_list();
				const propExtends = this.read_extends_from();
				const propImplements = this.read_implements_list();
				let body = null;
				if (this.expect("{")) body = this.next().read_class_body(true, false);
				const whatNode = what(null, propExtends, propImplements, body, [
					0,
					0,
					0,
					isReadonly ? 1 : 0
				]);
				whatNode.attrGroups = attrs;
				return result(whatNode, args);
			}
			let name = this.read_new_class_name();
			while (this.token === "[") {
				const offsetNode = this.node("offsetlookup");
				const offset = this.next().read_encaps_var_offset();
				this.expect("]") && this.next();
				name = offsetNode(name, offset);
			}
			if (this.token === "(") args = this.read_argument_list();
			return result(name, args);
		},
		read_new_class_name() {
			if (this.token === this.tok.T_NS_SEPARATOR || this.token === this.tok.T_NAME_RELATIVE || this.token === this.tok.T_NAME_QUALIFIED || this.token === this.tok.T_NAME_FULLY_QUALIFIED || this.token === this.tok.T_STRING || this.token === this.tok.T_NAMESPACE) {
				let result = this.read_namespace_name(true);
				if (this.token === this.tok.T_DOUBLE_COLON) {
					result = this.read_static_getter(result);
					return this.recursive_variable_chain_scan(result, true, false);
				}
				return result;
			} else if (this.is("VARIABLE")) return this.read_variable(true, false);
			else this.expect([this.tok.T_STRING, "VARIABLE"]);
		},
		handleDereferencable(expr) {
			while (this.token !== this.EOF) if (this.token === this.tok.T_OBJECT_OPERATOR || this.token === this.tok.T_DOUBLE_COLON || this.token === this.tok.T_NULLSAFE_OBJECT_OPERATOR) expr = this.recursive_variable_chain_scan(expr, false, false, true);
			else if (this.token === this.tok.T_CURLY_OPEN || this.token === "[") expr = this.read_dereferencable(expr);
			else if (this.token === "(") expr = this.node("call")(expr, this.read_argument_list());
			else return expr;
			return expr;
		}
	};
}));

// node_modules/php-parser/src/parser/enum.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_enum$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		read_enum_declaration_statement(attrs) {
			const result = this.node("enum");
			if (!this.expect(this.tok.T_ENUM)) return null;
			this.next().expect(this.tok.T_STRING);
			let propName = this.node("identifier");
			const name = this.text();
			this.next();
			propName = propName(name);
			const valueType = this.read_enum_value_type();
			const propImplements = this.read_implements_list();
			this.expect("{");
			const body = this.next().read_class_body(false, true);
			const node = result(propName, valueType, propImplements, body);
			if (attrs) node.attrGroups = attrs;
			return node;
		},
		read_enum_value_type() {
			if (this.token === ":") return this.next().read_namespace_name();
			return null;
		},
		read_enum_case(attrs) {
			this.expect(this.tok.T_CASE);
			const result = this.node("enumcase");
			let caseName = this.node("identifier");
			const name = this.next().text();
			this.next();
			caseName = caseName(name);
			const value = this.token === "=" ? this.next().read_expr() : null;
			this.expect(";");
			const node = result(caseName, value);
			if (attrs && attrs.length > 0) node.attrGroups = attrs;
			return node;
		}
	};
}));

// node_modules/php-parser/src/parser/function.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_function$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		is_reference() {
			if (this.token === "&") {
				this.next();
				return true;
			}
			return false;
		},
		is_variadic() {
			if (this.token === this.tok.T_ELLIPSIS) {
				this.next();
				return true;
			}
			return false;
		},
		read_function(closure, flag, attrs, locStart) {
			const result = this.read_function_declaration(closure ? 1 : flag ? 2 : 0, flag && flag[1] === 1, attrs || [], locStart);
			if (flag && flag[2] == 1) {
				result.parseFlags(flag);
				if (this.expect(";")) this.next();
			} else {
				if (this.expect("{")) {
					result.body = this.read_code_block(false);
					if (result.loc && result.body.loc) result.loc.end = result.body.loc.end;
				}
				if (!closure && flag) result.parseFlags(flag);
			}
			return result;
		},
		read_function_declaration(type, isStatic, attrs, locStart) {
			let nodeName = "function";
			if (type === 1) nodeName = "closure";
			else if (type === 2) nodeName = "method";
			const result = this.node(nodeName);
			if (this.expect(this.tok.T_FUNCTION)) this.next();
			const isRef = this.is_reference();
			let name = false, use = [], returnType = null, nullable = false;
			if (type !== 1) {
				const nameNode = this.node("identifier");
				if (type === 2) {
					if (this.version >= 700) {
						if (this.token === this.tok.T_STRING || this.is("IDENTIFIER")) {
							name = this.text();
							this.next();
						} else if (this.version < 704) this.error("IDENTIFIER");
					} else if (this.token === this.tok.T_STRING) {
						name = this.text();
						this.next();
					} else this.error("IDENTIFIER");
				} else if (this.version >= 700) {
					if (this.token === this.tok.T_STRING) {
						name = this.text();
						this.next();
					} else if (this.version >= 704) {
						if (!this.expect("(")) this.next();
					} else {
						this.error(this.tok.T_STRING);
						this.next();
					}
				} else {
					if (this.expect(this.tok.T_STRING)) name = this.text();
					this.next();
				}
				name = nameNode(name);
			}
			if (this.expect("(")) this.next();
			const params = this.read_parameter_list(name.name === "__construct");
			if (this.expect(")")) this.next();
			if (type === 1) use = this.read_lexical_vars();
			if (this.token === ":") {
				if (this.next().token === "?") {
					nullable = true;
					this.next();
				}
				returnType = this.read_types();
			}
			const apply_attrgroup_location = (node) => {
				node.attrGroups = attrs || [];
				if (locStart && node.loc) {
					node.loc.start = locStart;
					if (node.loc.source) node.loc.source = this.lexer._input.substr(node.loc.start.offset, node.loc.end.offset - node.loc.start.offset);
				}
				return node;
			};
			if (type === 1) return apply_attrgroup_location(result(params, isRef, use, returnType, nullable, isStatic));
			return apply_attrgroup_location(result(name, params, isRef, returnType, nullable));
		},
		read_lexical_vars() {
			let result = [];
			if (this.token === this.tok.T_USE) {
				this.next();
				this.expect("(") && this.next();
				result = this.read_lexical_var_list();
				this.expect(")") && this.next();
			}
			return result;
		},
		read_list_with_dangling_comma(item) {
			const result = [];
			while (this.token != this.EOF) {
				result.push(item());
				if (this.token == ",") {
					this.next();
					if (this.version >= 800 && this.token === ")") return result;
				} else if (this.token == ")") break;
				else {
					this.error([",", ")"]);
					break;
				}
			}
			return result;
		},
		read_lexical_var_list() {
			return this.read_list_with_dangling_comma(this.read_lexical_var.bind(this));
		},
		read_lexical_var() {
			if (this.token === "&") return this.read_byref(this.read_lexical_var.bind(this));
			const result = this.node("variable");
			this.expect(this.tok.T_VARIABLE);
			const name = this.text().substring(1);
			this.next();
			return result(name, false);
		},
		read_parameter_list(is_class_constructor) {
			if (this.token !== ")") {
				let wasVariadic = false;
				return this.read_list_with_dangling_comma(function() {
					const parameter = this.read_parameter(is_class_constructor);
					if (parameter) {
						if (wasVariadic) this.raiseError("Unexpected parameter after a variadic parameter");
						if (parameter.variadic) wasVariadic = true;
					}
					return parameter;
				}.bind(this), ",");
			}
			return [];
		},
		read_parameter(is_class_constructor) {
			const node = this.node("parameter");
			let parameterName = null;
			let value = null;
			let nullable = false;
			let readonly = false;
			let attrs = [];
			if (this.token === this.tok.T_ATTRIBUTE) attrs = this.read_attr_list();
			if (this.version >= 801 && this.token === this.tok.T_READ_ONLY) {
				if (is_class_constructor) {
					this.next();
					readonly = true;
				} else this.raiseError("readonly properties can be used only on class constructor");
			}
			const [flags, flagsSet] = this.read_promoted();
			if (!readonly && this.version >= 801 && this.token === this.tok.T_READ_ONLY) {
				if (is_class_constructor) {
					this.next();
					readonly = true;
				} else this.raiseError("readonly properties can be used only on class constructor");
			}
			if (this.token === "?") {
				this.next();
				nullable = true;
			}
			const types = this.read_types();
			if (nullable && !types) this.raiseError("Expecting a type definition combined with nullable operator");
			const isRef = this.is_reference();
			const isVariadic = this.is_variadic();
			if (this.expect(this.tok.T_VARIABLE)) {
				parameterName = this.node("identifier");
				const name = this.text().substring(1);
				this.next();
				parameterName = parameterName(name);
			}
			if (this.token == "=") value = this.next().read_expr();
			let hooks = [];
			if (this.version >= 804 && flags && this.token === "{") hooks = this.read_property_hooks();
			const result = node(parameterName, types, value, isRef, isVariadic, readonly, nullable, flags, hooks, flagsSet);
			if (attrs) result.attrGroups = attrs;
			return result;
		},
		read_types() {
			const MODE_UNSET = "unset";
			const MODE_UNION = "union";
			const MODE_INTERSECTION = "intersection";
			const types = [];
			let mode = MODE_UNSET;
			const node = this.node();
			const type = this.read_type();
			if (!type) {
				node.destroy();
				return null;
			}
			types.push(type);
			while (this.token === "|" || this.version >= 801 && this.token === "&") {
				const nextToken = this.peek();
				if (nextToken === this.tok.T_ELLIPSIS || nextToken === this.tok.T_VARIABLE) break;
				if (mode === MODE_UNSET) mode = this.token === "|" ? MODE_UNION : MODE_INTERSECTION;
				else if (mode === MODE_UNION && this.token !== "|" || mode === MODE_INTERSECTION && this.token !== "&") this.raiseError("Unexpect token \"" + this.token + "\", \"|\" and \"&\" can not be mixed");
				this.next();
				types.push(this.read_type());
			}
			if (types.length === 1) {
				node.destroy();
				return types[0];
			} else return mode === MODE_INTERSECTION ? node("intersectiontype", types) : node("uniontype", types);
		},
		read_promoted() {
			const MODIFIER_PUBLIC = 1;
			const MODIFIER_PROTECTED = 2;
			const MODIFIER_PRIVATE = 4;
			let firstModifier;
			if (this.token === this.tok.T_PUBLIC) {
				this.next();
				firstModifier = MODIFIER_PUBLIC;
			} else if (this.token === this.tok.T_PROTECTED) {
				this.next();
				firstModifier = MODIFIER_PROTECTED;
			} else if (this.token === this.tok.T_PRIVATE) {
				this.next();
				firstModifier = MODIFIER_PRIVATE;
			} else return [0, 0];
			if (this.version >= 804) {
				if (this.token === "(") {
					this.next();
					if (this.token !== this.tok.T_STRING || this.text() !== "set") this.error("set");
					else this.next();
					if (this.expect(")")) this.next();
					return [0, firstModifier];
				}
				let setModifier = 0;
				if (this.token === this.tok.T_PUBLIC) {
					this.next();
					setModifier = MODIFIER_PUBLIC;
				} else if (this.token === this.tok.T_PROTECTED) {
					this.next();
					setModifier = MODIFIER_PROTECTED;
				} else if (this.token === this.tok.T_PRIVATE) {
					this.next();
					setModifier = MODIFIER_PRIVATE;
				}
				if (setModifier > 0) {
					if (this.expect("(")) this.next();
					if (this.token !== this.tok.T_STRING || this.text() !== "set") this.error("set");
					else this.next();
					if (this.expect(")")) this.next();
					return [firstModifier, setModifier];
				}
			}
			return [firstModifier, 0];
		},
		read_argument_list() {
			let result = [];
			this.expect("(") && this.next();
			if (this.version >= 801 && this.token === this.tok.T_ELLIPSIS && this.peek() === ")") {
				const variadicNode = this.node("variadicplaceholder");
				this.next();
				result.push(variadicNode());
			} else if (this.token !== ")") result = this.read_non_empty_argument_list();
			this.expect(")") && this.next();
			return result;
		},
		read_non_empty_argument_list() {
			let wasVariadic = false;
			return this.read_function_list(function() {
				const argument = this.read_argument();
				if (argument) {
					const isVariadic = argument.kind === "variadic";
					if (wasVariadic && !isVariadic) this.raiseError("Unexpected non-variadic argument after a variadic argument");
					if (isVariadic) wasVariadic = true;
				}
				return argument;
			}.bind(this), ",");
		},
		read_argument() {
			if (this.token === this.tok.T_ELLIPSIS) return this.node("variadic")(this.next().read_expr());
			if (this.token === this.tok.T_STRING || Object.values(this.lexer.keywords).includes(this.token)) {
				if (this.peek() === ":") {
					if (this.version < 800) this.raiseError("PHP 8+ is required to use named arguments");
					return this.node("namedargument")(this.text(), this.next().next().read_expr());
				}
			}
			return this.read_expr();
		},
		read_type() {
			const result = this.node();
			if (this.token === this.tok.T_ARRAY || this.token === this.tok.T_CALLABLE) {
				const type = this.text();
				this.next();
				return result("typereference", type.toLowerCase(), type);
			} else if (this.token === this.tok.T_NAME_RELATIVE || this.token === this.tok.T_NAME_QUALIFIED || this.token === this.tok.T_NAME_FULLY_QUALIFIED || this.token === this.tok.T_STRING || this.token === this.tok.T_STATIC) {
				const type = this.text();
				const backup = [this.token, this.lexer.getState()];
				this.next();
				if (this.token !== this.tok.T_NS_SEPARATOR && this.ast.typereference.types.indexOf(type.toLowerCase()) > -1) return result("typereference", type.toLowerCase(), type);
				else {
					this.lexer.tokens.push(backup);
					this.next();
					result.destroy();
					return this.read_namespace_name();
				}
			} else if (this.version >= 802 && this.token === "(") {
				this.next();
				const innerTypes = [];
				innerTypes.push(this.read_type());
				while (this.token === "&") {
					const nextToken = this.peek();
					if (nextToken === this.tok.T_ELLIPSIS || nextToken === this.tok.T_VARIABLE) break;
					this.next();
					innerTypes.push(this.read_type());
				}
				this.expect(")") && this.next();
				return result("intersectiontype", innerTypes);
			}
			result.destroy();
			return null;
		}
	};
}));

// node_modules/php-parser/src/parser/if.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_if$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		read_if() {
			const result = this.node("if");
			const test = this.next().read_if_expr();
			let body;
			let alternate = null;
			let shortForm = false;
			if (this.token === ":") {
				shortForm = true;
				body = this.node("block");
				this.next();
				const items = [];
				while (this.token !== this.EOF && this.token !== this.tok.T_ENDIF) {
					if (this.token === this.tok.T_ELSEIF) {
						alternate = this.read_elseif_short();
						break;
					} else if (this.token === this.tok.T_ELSE) {
						alternate = this.read_else_short();
						break;
					}
					items.push(this.read_inner_statement());
				}
				if (items.length === 0 && this.extractDoc && this._docs.length > this._docIndex) items.push(this.node("noop")());
				body = body(null, items);
				this.expect(this.tok.T_ENDIF) && this.next();
				this.expectEndOfStatement();
			} else {
				body = this.read_statement();
				if (this.token === this.tok.T_ELSEIF) alternate = this.read_if();
				else if (this.token === this.tok.T_ELSE) alternate = this.next().read_statement();
			}
			return result(test, body, alternate, shortForm);
		},
		read_if_expr() {
			this.expect("(") && this.next();
			const result = this.read_expr();
			this.expect(")") && this.next();
			return result;
		},
		read_elseif_short() {
			let alternate = null;
			const result = this.node("if");
			const test = this.next().read_if_expr();
			const body = this.node("block");
			if (this.expect(":")) this.next();
			const items = [];
			while (this.token != this.EOF && this.token !== this.tok.T_ENDIF) {
				if (this.token === this.tok.T_ELSEIF) {
					alternate = this.read_elseif_short();
					break;
				} else if (this.token === this.tok.T_ELSE) {
					alternate = this.read_else_short();
					break;
				}
				items.push(this.read_inner_statement());
			}
			if (items.length === 0 && this.extractDoc && this._docs.length > this._docIndex) items.push(this.node("noop")());
			return result(test, body(null, items), alternate, true);
		},
		read_else_short() {
			this.next();
			const body = this.node("block");
			if (this.expect(":")) this.next();
			const items = [];
			while (this.token != this.EOF && this.token !== this.tok.T_ENDIF) items.push(this.read_inner_statement());
			if (items.length === 0 && this.extractDoc && this._docs.length > this._docIndex) items.push(this.node("noop")());
			return body(null, items);
		}
	};
}));

// node_modules/php-parser/src/parser/loops.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_loops = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		read_while() {
			const result = this.node("while");
			this.expect(this.tok.T_WHILE) && this.next();
			let body;
			let shortForm = false;
			if (this.expect("(")) this.next();
			const test = this.read_expr();
			if (this.expect(")")) this.next();
			if (this.token === ":") {
				shortForm = true;
				body = this.read_short_form(this.tok.T_ENDWHILE);
			} else body = this.read_statement();
			return result(test, body, shortForm);
		},
		read_do() {
			const result = this.node("do");
			this.expect(this.tok.T_DO) && this.next();
			let test = null;
			const body = this.read_statement();
			if (this.expect(this.tok.T_WHILE)) {
				if (this.next().expect("(")) this.next();
				test = this.read_expr();
				if (this.expect(")")) this.next();
				if (this.expect(";")) this.next();
			}
			return result(test, body);
		},
		read_for() {
			const result = this.node("for");
			this.expect(this.tok.T_FOR) && this.next();
			let init = [];
			let test = [];
			let increment = [];
			let body;
			let shortForm = false;
			if (this.expect("(")) this.next();
			if (this.token !== ";") {
				init = this.read_list(this.read_expr, ",");
				if (this.expect(";")) this.next();
			} else this.next();
			if (this.token !== ";") {
				test = this.read_list(this.read_expr, ",");
				if (this.expect(";")) this.next();
			} else this.next();
			if (this.token !== ")") {
				increment = this.read_list(this.read_expr, ",");
				if (this.expect(")")) this.next();
			} else this.next();
			if (this.token === ":") {
				shortForm = true;
				body = this.read_short_form(this.tok.T_ENDFOR);
			} else body = this.read_statement();
			return result(init, test, increment, body, shortForm);
		},
		read_foreach() {
			const result = this.node("foreach");
			this.expect(this.tok.T_FOREACH) && this.next();
			let key = null;
			let value = null;
			let body;
			let shortForm = false;
			if (this.expect("(")) this.next();
			const source = this.read_expr();
			if (this.expect(this.tok.T_AS)) {
				this.next();
				value = this.read_foreach_variable();
				if (this.token === this.tok.T_DOUBLE_ARROW) {
					key = value;
					value = this.next().read_foreach_variable();
				}
			}
			if (key && key.kind === "list") this.raiseError("Fatal Error : Cannot use list as key element");
			if (this.expect(")")) this.next();
			if (this.token === ":") {
				shortForm = true;
				body = this.read_short_form(this.tok.T_ENDFOREACH);
			} else body = this.read_statement();
			return result(source, key, value, body, shortForm);
		},
		read_foreach_variable() {
			if (this.token === this.tok.T_LIST || this.token === "[") {
				const isShort = this.token === "[";
				const result = this.node("list");
				this.next();
				if (!isShort && this.expect("(")) this.next();
				const assignList = this.read_array_pair_list(isShort);
				if (this.expect(isShort ? "]" : ")")) this.next();
				return result(assignList, isShort);
			} else return this.read_variable(false, false);
		}
	};
}));

// node_modules/php-parser/src/parser/main.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_main = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = { read_start() {
		if (this.token == this.tok.T_NAMESPACE) return this.read_namespace();
		else return this.read_top_statement();
	} };
}));

// node_modules/php-parser/src/parser/namespace.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_namespace$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		read_namespace() {
			const result = this.node("namespace");
			let body;
			this.expect(this.tok.T_NAMESPACE) && this.next();
			let name;
			if (this.token === "{") name = { name: [""] };
			else name = this.read_namespace_name();
			this.currentNamespace = name;
			if (this.token === ";") {
				this.currentNamespace = name;
				body = this.next().read_top_statements(true);
				return result(name.name, body, false);
			} else if (this.token === "{") {
				this.currentNamespace = name;
				body = this.next().read_top_statements();
				this.expect("}") && this.next();
				if (body.length === 0 && this.extractDoc && this._docs.length > this._docIndex) body.push(this.node("noop")());
				return result(name.name, body, true);
			} else {
				this.error(["{", ";"]);
				this.currentNamespace = name;
				body = this.read_top_statements();
				this.expect(this.EOF);
				return result(name, body, false);
			}
		},
		read_namespace_name(resolveReference) {
			const result = this.node();
			let resolution;
			let name = this.text();
			switch (this.token) {
				case this.tok.T_NAME_RELATIVE:
					resolution = this.ast.name.RELATIVE_NAME;
					name = name.replace(/^namespace\\/, "");
					break;
				case this.tok.T_NAME_QUALIFIED:
					resolution = this.ast.name.QUALIFIED_NAME;
					break;
				case this.tok.T_NAME_FULLY_QUALIFIED:
					resolution = this.ast.name.FULL_QUALIFIED_NAME;
					break;
				default:
					resolution = this.ast.name.UNQUALIFIED_NAME;
					if (!this.expect(this.tok.T_STRING)) return result("name", "", this.ast.name.FULL_QUALIFIED_NAME);
			}
			this.next();
			if (resolveReference || this.token !== "(") {
				if (name.toLowerCase() === "parent") return result("parentreference", name);
				else if (name.toLowerCase() === "self") return result("selfreference", name);
			}
			return result("name", name, resolution);
		},
		read_use_statement() {
			let result = this.node("usegroup");
			let items = [];
			let name = null;
			this.expect(this.tok.T_USE) && this.next();
			const type = this.read_use_type();
			items.push(this.read_use_declaration(false));
			if (this.token === ",") items = items.concat(this.next().read_use_declarations(false));
			else if (this.token === "{") {
				name = items[0].name;
				items = this.next().read_use_declarations(type === null);
				this.expect("}") && this.next();
			}
			result = result(name, type, items);
			this.expect(";") && this.next();
			return result;
		},
		read_class_name_reference() {
			return this.read_variable(true, false);
		},
		read_use_declaration(typed) {
			const result = this.node("useitem");
			let type = null;
			if (typed) type = this.read_use_type();
			const name = this.read_namespace_name();
			const alias = this.read_use_alias();
			return result(name.name, alias, type);
		},
		read_use_declarations(typed) {
			const result = [this.read_use_declaration(typed)];
			while (this.token === ",") {
				this.next();
				if (typed) {
					if (this.token !== this.tok.T_NAME_RELATIVE && this.token !== this.tok.T_NAME_QUALIFIED && this.token !== this.tok.T_NAME_FULLY_QUALIFIED && this.token !== this.tok.T_FUNCTION && this.token !== this.tok.T_CONST && this.token !== this.tok.T_STRING) break;
				} else if (this.token !== this.tok.T_NAME_RELATIVE && this.token !== this.tok.T_NAME_QUALIFIED && this.token !== this.tok.T_NAME_FULLY_QUALIFIED && this.token !== this.tok.T_STRING && this.token !== this.tok.T_NS_SEPARATOR) break;
				result.push(this.read_use_declaration(typed));
			}
			return result;
		},
		read_use_alias() {
			let result = null;
			if (this.token === this.tok.T_AS) {
				if (this.next().expect(this.tok.T_STRING)) {
					const aliasName = this.node("identifier");
					const name = this.text();
					this.next();
					result = aliasName(name);
				}
			}
			return result;
		},
		read_use_type() {
			if (this.token === this.tok.T_FUNCTION) {
				this.next();
				return this.ast.useitem.TYPE_FUNCTION;
			} else if (this.token === this.tok.T_CONST) {
				this.next();
				return this.ast.useitem.TYPE_CONST;
			}
			return null;
		}
	};
}));

// node_modules/php-parser/src/parser/scalar.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_scalar = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const specialChar = {
		"\\": "\\",
		$: "$",
		n: "\n",
		r: "\r",
		t: "	",
		f: String.fromCharCode(12),
		v: String.fromCharCode(11),
		e: String.fromCharCode(27)
	};
	module.exports = {
		resolve_special_chars(text, doubleQuote) {
			if (!doubleQuote) return text.replace(/\\\\/g, "\\").replace(/\\'/g, "'");
			return text.replace(/\\"/g, "\"").replace(/\\([\\$nrtfve]|[xX][0-9a-fA-F]{1,2}|[0-7]{1,3}|u{([0-9a-fA-F]+)})/g, ($match, p1, p2) => {
				if (specialChar[p1]) return specialChar[p1];
				else if ("x" === p1[0] || "X" === p1[0]) return String.fromCodePoint(parseInt(p1.substr(1), 16));
				else if ("u" === p1[0]) return String.fromCodePoint(parseInt(p2, 16));
				else return String.fromCodePoint(parseInt(p1, 8));
			});
		},
		remove_heredoc_leading_whitespace_chars(text, indentation, indentation_uses_spaces, first_encaps_node) {
			if (indentation === 0) return text;
			this.check_heredoc_indentation_level(text, indentation, indentation_uses_spaces, first_encaps_node);
			const matchedChar = indentation_uses_spaces ? " " : "	";
			const removementRegExp = new RegExp(`\\n${matchedChar}{${indentation}}`, "g");
			const removementFirstEncapsNodeRegExp = new RegExp(`^${matchedChar}{${indentation}}`);
			if (first_encaps_node) text = text.replace(removementFirstEncapsNodeRegExp, "");
			return text.replace(removementRegExp, "\n");
		},
		check_heredoc_indentation_level(text, indentation, indentation_uses_spaces, first_encaps_node) {
			const textSize = text.length;
			let offset = 0;
			let leadingWhitespaceCharCount = 0;
			let inCountingState = true;
			const chToCheck = indentation_uses_spaces ? " " : "	";
			let inCheckState = false;
			if (!first_encaps_node) {
				offset = text.indexOf("\n");
				if (offset === -1) return;
				offset++;
			}
			while (offset < textSize) {
				if (inCountingState) {
					if (text[offset] === chToCheck) leadingWhitespaceCharCount++;
					else inCheckState = true;
				}
				if (text[offset] !== "\n" && inCheckState && leadingWhitespaceCharCount < indentation) this.raiseError(`Invalid body indentation level (expecting an indentation at least ${indentation})`);
				else inCheckState = false;
				if (text[offset] === "\n") {
					inCountingState = true;
					leadingWhitespaceCharCount = 0;
				}
				offset++;
			}
		},
		read_dereferencable_scalar() {
			let result = null;
			switch (this.token) {
				case this.tok.T_CONSTANT_ENCAPSED_STRING:
					{
						let value = this.node("string");
						const text = this.text();
						let offset = 0;
						if (text[0] === "b" || text[0] === "B") offset = 1;
						const isDoubleQuote = text[offset] === "\"";
						this.next();
						const textValue = this.resolve_special_chars(text.substring(offset + 1, text.length - 1), isDoubleQuote);
						value = value(isDoubleQuote, textValue, offset === 1, text);
						if (this.token === this.tok.T_DOUBLE_COLON) result = this.read_static_getter(value);
						else result = value;
					}
					break;
				case this.tok.T_ARRAY:
					result = this.read_array();
					break;
				case "[": result = this.read_array();
			}
			return result;
		},
		read_scalar() {
			if (this.is("T_MAGIC_CONST")) return this.get_magic_constant();
			else {
				let value, node;
				switch (this.token) {
					case this.tok.T_LNUMBER:
					case this.tok.T_DNUMBER: {
						const result = this.node("number");
						value = this.text();
						this.next();
						return result(value, null);
					}
					case this.tok.T_START_HEREDOC: if (this.lexer.curCondition === "ST_NOWDOC") {
						const start = this.lexer.yylloc.first_offset;
						node = this.node("nowdoc");
						value = this.next().text();
						if (this.lexer.heredoc_label.indentation > 0) value = value.substring(0, value.length - this.lexer.heredoc_label.indentation);
						const lastCh = value[value.length - 1];
						if (lastCh === "\n") {
							if (value[value.length - 2] === "\r") value = value.substring(0, value.length - 2);
							else value = value.substring(0, value.length - 1);
						} else if (lastCh === "\r") value = value.substring(0, value.length - 1);
						this.expect(this.tok.T_ENCAPSED_AND_WHITESPACE) && this.next();
						this.expect(this.tok.T_END_HEREDOC) && this.next();
						const raw = this.lexer._input.substring(start, this.lexer.yylloc.first_offset);
						node = node(this.remove_heredoc_leading_whitespace_chars(value, this.lexer.heredoc_label.indentation, this.lexer.heredoc_label.indentation_uses_spaces, this.lexer.heredoc_label.first_encaps_node), raw, this.lexer.heredoc_label.label);
						this.lexer.heredoc_label.finished = true;
						return node;
					} else return this.read_encapsed_string(this.tok.T_END_HEREDOC);
					case "\"": return this.read_encapsed_string("\"");
					case "b\"":
					case "B\"": return this.read_encapsed_string("\"", true);
					case this.tok.T_CONSTANT_ENCAPSED_STRING:
					case this.tok.T_ARRAY:
					case "[": return this.read_dereferencable_scalar();
					default: {
						const err = this.error("SCALAR");
						this.next();
						return err;
					}
				}
			}
		},
		read_dereferencable(expr) {
			let result, offset;
			const node = this.node("offsetlookup");
			if (this.token === "[") {
				offset = this.next().read_expr();
				if (this.expect("]")) this.next();
				result = node(expr, offset);
			} else if (this.token === this.tok.T_DOLLAR_OPEN_CURLY_BRACES) {
				offset = this.read_encapsed_string_item(false);
				result = node(expr, offset);
			}
			return result;
		},
		read_encapsed_string_item(isDoubleQuote) {
			const encapsedPart = this.node("encapsedpart");
			let syntax = null;
			let curly = false;
			let result = this.node(), offset, node, name;
			if (this.token === this.tok.T_ENCAPSED_AND_WHITESPACE) {
				const text = this.text();
				this.next();
				result = result("string", false, this.version >= 703 && !this.lexer.heredoc_label.finished ? this.resolve_special_chars(this.remove_heredoc_leading_whitespace_chars(text, this.lexer.heredoc_label.indentation, this.lexer.heredoc_label.indentation_uses_spaces, this.lexer.heredoc_label.first_encaps_node), isDoubleQuote) : this.resolve_special_chars(text, isDoubleQuote), false, text);
			} else if (this.token === this.tok.T_DOLLAR_OPEN_CURLY_BRACES) {
				syntax = "simple";
				curly = true;
				if (this.next().token === this.tok.T_STRING_VARNAME) {
					name = this.node("variable");
					const varName = this.text();
					this.next();
					result.destroy();
					if (this.token === "[") {
						name = name(varName, false);
						node = this.node("offsetlookup");
						offset = this.next().read_expr();
						this.expect("]") && this.next();
						result = node(name, offset);
					} else result = name(varName, false);
				} else result = result("variable", this.read_expr(), false);
				this.expect("}") && this.next();
			} else if (this.token === this.tok.T_CURLY_OPEN) {
				syntax = "complex";
				result.destroy();
				result = this.next().read_variable(false, false);
				this.expect("}") && this.next();
			} else if (this.token === this.tok.T_VARIABLE) {
				syntax = "simple";
				result.destroy();
				result = this.read_simple_variable();
				if (this.token === "[") {
					node = this.node("offsetlookup");
					offset = this.next().read_encaps_var_offset();
					this.expect("]") && this.next();
					result = node(result, offset);
				}
				if (this.token === this.tok.T_OBJECT_OPERATOR) {
					node = this.node("propertylookup");
					this.next().expect(this.tok.T_STRING);
					const what = this.node("identifier");
					name = this.text();
					this.next();
					result = node(result, what(name));
				}
			} else {
				this.expect(this.tok.T_ENCAPSED_AND_WHITESPACE);
				const value = this.text();
				this.next();
				result.destroy();
				result = result("string", false, value, false, value);
			}
			this.lexer.heredoc_label.first_encaps_node = false;
			return encapsedPart(result, syntax, curly);
		},
		read_encapsed_string(expect, isBinary = false) {
			const labelStart = this.lexer.yylloc.first_offset;
			let node = this.node("encapsed");
			this.next();
			const start = this.lexer.yylloc.prev_offset - (isBinary ? 1 : 0);
			const value = [];
			let type;
			if (expect === "`") type = this.ast.encapsed.TYPE_SHELL;
			else if (expect === "\"") type = this.ast.encapsed.TYPE_STRING;
			else type = this.ast.encapsed.TYPE_HEREDOC;
			while (this.token !== expect && this.token !== this.EOF) value.push(this.read_encapsed_string_item(true));
			if (type === this.ast.encapsed.TYPE_HEREDOC && value.length > 0 && value[value.length - 1].kind === "encapsedpart" && value[value.length - 1].expression.kind === "string") {
				const node = value[value.length - 1].expression;
				const lastCh = node.value[node.value.length - 1];
				if (lastCh === "\n") {
					if (node.value[node.value.length - 2] === "\r") node.value = node.value.substring(0, node.value.length - 2);
					else node.value = node.value.substring(0, node.value.length - 1);
				} else if (lastCh === "\r") node.value = node.value.substring(0, node.value.length - 1);
			}
			this.expect(expect) && this.next();
			const raw = this.lexer._input.substring(type === "heredoc" ? labelStart : start - 1, this.lexer.yylloc.first_offset);
			node = node(value, raw, type);
			if (expect === this.tok.T_END_HEREDOC) {
				node.label = this.lexer.heredoc_label.label;
				this.lexer.heredoc_label.finished = true;
			}
			return node;
		},
		get_magic_constant() {
			const result = this.node("magic");
			const name = this.text();
			this.next();
			return result(name.toUpperCase(), name);
		}
	};
}));

// node_modules/php-parser/src/parser/statement.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_statement$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		read_top_statements(stopAtNamespace) {
			let result = [];
			while (this.token !== this.EOF && this.token !== "}") {
				if (stopAtNamespace && this.token === this.tok.T_NAMESPACE) break;
				const statement = this.read_top_statement();
				if (statement) {
					if (Array.isArray(statement)) result = result.concat(statement);
					else result.push(statement);
				}
			}
			return result;
		},
		read_top_statement() {
			let attrs = [];
			if (this.token === this.tok.T_ATTRIBUTE) attrs = this.read_attr_list();
			switch (this.token) {
				case this.tok.T_FUNCTION: return this.read_function(false, false, attrs);
				case this.tok.T_ABSTRACT:
				case this.tok.T_FINAL:
				case this.tok.T_READ_ONLY:
				case this.tok.T_CLASS: return this.read_class_declaration_statement(attrs);
				case this.tok.T_INTERFACE: return this.read_interface_declaration_statement(attrs);
				case this.tok.T_TRAIT: return this.read_trait_declaration_statement(attrs);
				case this.tok.T_ENUM: return this.read_enum_declaration_statement(attrs);
				case this.tok.T_USE: return this.read_use_statement();
				case this.tok.T_CONST: {
					const result = this.node("constantstatement");
					const items = this.next().read_const_list();
					this.expectEndOfStatement();
					return result(null, items);
				}
				case this.tok.T_NAMESPACE: return this.read_namespace();
				case this.tok.T_HALT_COMPILER: {
					const result = this.node("halt");
					if (this.next().expect("(")) this.next();
					if (this.expect(")")) this.next();
					this.expect(";");
					this.lexer.done = true;
					return result(this.lexer._input.substring(this.lexer.offset));
				}
				default: return this.read_statement();
			}
		},
		read_inner_statements() {
			let result = [];
			while (this.token != this.EOF && this.token !== "}") {
				const statement = this.read_inner_statement();
				if (statement) {
					if (Array.isArray(statement)) result = result.concat(statement);
					else result.push(statement);
				}
			}
			return result;
		},
		read_const_list() {
			return this.read_list(function() {
				this.expect(this.tok.T_STRING);
				const result = this.node("constant");
				let constName = this.node("identifier");
				const name = this.text();
				this.next();
				constName = constName(name);
				if (this.expect("=")) return result(constName, this.next().read_expr());
				else return result(constName, null);
			}, ",", false);
		},
		read_declare_list() {
			const result = [];
			while (this.token != this.EOF && this.token !== ")") {
				this.expect(this.tok.T_STRING);
				const directive = this.node("declaredirective");
				let key = this.node("identifier");
				const name = this.text();
				this.next();
				key = key(name);
				let value = null;
				if (this.expect("=")) value = this.next().read_expr();
				result.push(directive(key, value));
				if (this.token !== ",") break;
				this.next();
			}
			return result;
		},
		read_inner_statement() {
			let attrs = [];
			if (this.token === this.tok.T_ATTRIBUTE) attrs = this.read_attr_list();
			switch (this.token) {
				case this.tok.T_FUNCTION: {
					const result = this.read_function(false, false);
					result.attrGroups = attrs;
					return result;
				}
				case this.tok.T_ABSTRACT:
				case this.tok.T_FINAL:
				case this.tok.T_CLASS: return this.read_class_declaration_statement();
				case this.tok.T_INTERFACE: return this.read_interface_declaration_statement();
				case this.tok.T_TRAIT: return this.read_trait_declaration_statement(attrs);
				case this.tok.T_ENUM: return this.read_enum_declaration_statement(attrs);
				case this.tok.T_HALT_COMPILER: {
					this.raiseError("__HALT_COMPILER() can only be used from the outermost scope");
					let node = this.node("halt");
					this.next().expect("(") && this.next();
					this.expect(")") && this.next();
					node = node(this.lexer._input.substring(this.lexer.offset));
					this.expect(";") && this.next();
					return node;
				}
				default: return this.read_statement();
			}
		},
		read_statement() {
			switch (this.token) {
				case "{": return this.read_code_block(false);
				case this.tok.T_IF: return this.read_if();
				case this.tok.T_SWITCH: return this.read_switch();
				case this.tok.T_FOR: return this.read_for();
				case this.tok.T_FOREACH: return this.read_foreach();
				case this.tok.T_WHILE: return this.read_while();
				case this.tok.T_DO: return this.read_do();
				case this.tok.T_COMMENT: return this.read_comment();
				case this.tok.T_DOC_COMMENT: return this.read_doc_comment();
				case this.tok.T_RETURN: {
					const result = this.node("return");
					this.next();
					const expr = this.read_optional_expr(";");
					this.expectEndOfStatement();
					return result(expr);
				}
				case this.tok.T_BREAK:
				case this.tok.T_CONTINUE: {
					const result = this.node(this.token === this.tok.T_CONTINUE ? "continue" : "break");
					this.next();
					const level = this.read_optional_expr(";");
					this.expectEndOfStatement();
					return result(level);
				}
				case this.tok.T_GLOBAL: {
					const result = this.node("global");
					const items = this.next().read_list(this.read_simple_variable, ",");
					this.expectEndOfStatement();
					return result(items);
				}
				case this.tok.T_STATIC: {
					const current = [this.token, this.lexer.getState()];
					const result = this.node();
					if (this.next().token === this.tok.T_DOUBLE_COLON) {
						this.lexer.tokens.push(current);
						const expr = this.next().read_expr();
						this.expectEndOfStatement(expr);
						return result("expressionstatement", expr);
					}
					if (this.token === this.tok.T_FUNCTION) return this.read_function(true, [
						0,
						1,
						0
					]);
					const items = this.read_variable_declarations();
					this.expectEndOfStatement();
					return result("static", items);
				}
				case this.tok.T_ECHO: {
					const result = this.node("echo");
					const text = this.text();
					const shortForm = text === "<?=" || text === "<%=";
					const expressions = this.next().read_function_list(this.read_expr, ",");
					this.expectEndOfStatement();
					return result(expressions, shortForm);
				}
				case this.tok.T_INLINE_HTML: {
					const value = this.text();
					let prevChar = this.lexer.yylloc.first_offset > 0 ? this.lexer._input[this.lexer.yylloc.first_offset - 1] : null;
					const fixFirstLine = prevChar === "\r" || prevChar === "\n";
					if (fixFirstLine) {
						if (prevChar === "\n" && this.lexer.yylloc.first_offset > 1 && this.lexer._input[this.lexer.yylloc.first_offset - 2] === "\r") prevChar = "\r\n";
					}
					const result = this.node("inline");
					this.next();
					return result(value, fixFirstLine ? prevChar + value : value);
				}
				case this.tok.T_UNSET: {
					const result = this.node("unset");
					this.next().expect("(") && this.next();
					const variables = this.read_function_list(this.read_variable, ",");
					this.expect(")") && this.next();
					this.expect(";") && this.next();
					return result(variables);
				}
				case this.tok.T_DECLARE: {
					const result = this.node("declare");
					const body = [];
					let mode;
					this.next().expect("(") && this.next();
					const directives = this.read_declare_list();
					this.expect(")") && this.next();
					if (this.token === ":") {
						this.next();
						while (this.token != this.EOF && this.token !== this.tok.T_ENDDECLARE) body.push(this.read_top_statement());
						if (body.length === 0 && this.extractDoc && this._docs.length > this._docIndex) body.push(this.node("noop")());
						this.expect(this.tok.T_ENDDECLARE) && this.next();
						this.expectEndOfStatement();
						mode = this.ast.declare.MODE_SHORT;
					} else if (this.token === "{") {
						this.next();
						while (this.token != this.EOF && this.token !== "}") body.push(this.read_top_statement());
						if (body.length === 0 && this.extractDoc && this._docs.length > this._docIndex) body.push(this.node("noop")());
						this.expect("}") && this.next();
						mode = this.ast.declare.MODE_BLOCK;
					} else {
						this.expect(";") && this.next();
						mode = this.ast.declare.MODE_NONE;
					}
					return result(directives, body, mode);
				}
				case this.tok.T_TRY: return this.read_try();
				case this.tok.T_THROW: {
					const result = this.node("throw");
					const expr = this.next().read_expr();
					this.expectEndOfStatement();
					return result(expr);
				}
				case ";":
					this.next();
					return null;
				case this.tok.T_STRING: {
					const result = this.node();
					const current = [this.token, this.lexer.getState()];
					const labelNameText = this.text();
					let labelName = this.node("identifier");
					if (this.next().token === ":") {
						labelName = labelName(labelNameText);
						this.next();
						return result("label", labelName);
					} else labelName.destroy();
					result.destroy();
					this.lexer.tokens.push(current);
					const statement = this.node("expressionstatement");
					const expr = this.next().read_expr();
					this.expectEndOfStatement(expr);
					return statement(expr);
				}
				case this.tok.T_GOTO: {
					const result = this.node("goto");
					let labelName = null;
					if (this.next().expect(this.tok.T_STRING)) {
						labelName = this.node("identifier");
						const name = this.text();
						this.next();
						labelName = labelName(name);
						this.expectEndOfStatement();
					}
					return result(labelName);
				}
				default: {
					const statement = this.node("expressionstatement");
					const expr = this.read_expr();
					this.expectEndOfStatement(expr);
					return statement(expr);
				}
			}
		},
		read_code_block(top) {
			const result = this.node("block");
			this.expect("{") && this.next();
			const body = top ? this.read_top_statements() : this.read_inner_statements();
			if (body.length === 0 && this.extractDoc && this._docs.length > this._docIndex) body.push(this.node("noop")());
			this.expect("}") && this.next();
			return result(null, body);
		}
	};
}));

// node_modules/php-parser/src/parser/switch.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_switch$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		read_switch() {
			const result = this.node("switch");
			this.expect(this.tok.T_SWITCH) && this.next();
			this.expect("(") && this.next();
			const test = this.read_expr();
			this.expect(")") && this.next();
			const shortForm = this.token === ":";
			return result(test, this.read_switch_case_list(), shortForm);
		},
		read_switch_case_list() {
			let expect = null;
			const result = this.node("block");
			const items = [];
			if (this.token === "{") expect = "}";
			else if (this.token === ":") expect = this.tok.T_ENDSWITCH;
			else this.expect(["{", ":"]);
			this.next();
			if (this.token === ";") this.next();
			while (this.token !== this.EOF && this.token !== expect) items.push(this.read_case_list(expect));
			if (items.length === 0 && this.extractDoc && this._docs.length > this._docIndex) items.push(this.node("noop")());
			this.expect(expect) && this.next();
			if (expect === this.tok.T_ENDSWITCH) this.expectEndOfStatement();
			return result(null, items);
		},
		read_case_list(stopToken) {
			const result = this.node("case");
			let test = null;
			if (this.token === this.tok.T_CASE) test = this.next().read_expr();
			else if (this.token === this.tok.T_DEFAULT) this.next();
			else this.expect([this.tok.T_CASE, this.tok.T_DEFAULT]);
			this.expect([":", ";"]) && this.next();
			const body = this.node("block");
			const items = [];
			while (this.token !== this.EOF && this.token !== stopToken && this.token !== this.tok.T_CASE && this.token !== this.tok.T_DEFAULT) items.push(this.read_inner_statement());
			return result(test, body(null, items));
		}
	};
}));

// node_modules/php-parser/src/parser/try.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_try$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = { read_try() {
		this.expect(this.tok.T_TRY);
		const result = this.node("try");
		let always = null;
		const catches = [];
		const body = this.next().read_statement();
		while (this.token === this.tok.T_CATCH) {
			const item = this.node("catch");
			this.next().expect("(") && this.next();
			const what = this.read_list(this.read_namespace_name, "|", false);
			let variable = null;
			if (this.version < 800 || this.token === this.tok.T_VARIABLE) variable = this.read_variable(true, false);
			this.expect(")");
			catches.push(item(this.next().read_statement(), what, variable));
		}
		if (this.token === this.tok.T_FINALLY) always = this.next().read_statement();
		return result(body, catches, always);
	} };
}));

// node_modules/php-parser/src/parser/utils.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_utils = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		read_short_form(token) {
			const body = this.node("block");
			const items = [];
			/* istanbul ignore next */
			if (this.expect(":")) this.next();
			while (this.token != this.EOF && this.token !== token) items.push(this.read_inner_statement());
			if (items.length === 0 && this.extractDoc && this._docs.length > this._docIndex) items.push(this.node("noop")());
			/* istanbul ignore next */
			if (this.expect(token)) this.next();
			this.expectEndOfStatement();
			return body(null, items);
		},
		read_function_list(item, separator) {
			const result = [];
			do {
				if (this.token == separator && this.version >= 703 && result.length > 0) {
					result.push(this.node("noop")());
					break;
				}
				result.push(item.apply(this, []));
				if (this.token != separator) break;
				if (this.next().token == ")" && this.version >= 703) break;
			} while (this.token != this.EOF);
			return result;
		},
		read_list(item, separator, preserveFirstSeparator) {
			const result = [];
			if (this.token == separator) {
				if (preserveFirstSeparator) {
					result.push(typeof item === "function" ? this.node("noop")() : null);
					this.next();
				} else {
					this.error();
					return result;
				}
			}
			if (typeof item === "function") do {
				const itemResult = item.apply(this, []);
				if (itemResult) result.push(itemResult);
				if (this.token != separator) break;
			} while (this.next().token != this.EOF);
			else {
				if (this.expect(item)) result.push(this.text());
				else return [];
				while (this.next().token != this.EOF) {
					if (this.token != separator) break;
					if (this.next().token != item) break;
					result.push(this.text());
				}
			}
			return result;
		},
		read_name_list() {
			return this.read_list(this.read_namespace_name, ",", false);
		},
		read_byref(cb) {
			let byref = this.node("byref");
			this.next();
			byref = byref(null);
			const result = cb();
			if (result) {
				this.ast.swapLocations(result, byref, result, this);
				result.byref = true;
			}
			return result;
		},
		read_variable_declarations() {
			return this.read_list(function() {
				const node = this.node("staticvariable");
				let variable = this.node("variable");
				/* istanbul ignore else */
				if (this.expect(this.tok.T_VARIABLE)) {
					const name = this.text().substring(1);
					this.next();
					variable = variable(name, false);
				} else variable = variable("#ERR", false);
				if (this.token === "=") return node(variable, this.next().read_expr());
				else return variable;
			}, ",");
		},
		read_extends_from() {
			if (this.token === this.tok.T_EXTENDS) return this.next().read_namespace_name();
			return null;
		},
		read_interface_extends_list() {
			if (this.token === this.tok.T_EXTENDS) return this.next().read_name_list();
			return null;
		},
		read_implements_list() {
			if (this.token === this.tok.T_IMPLEMENTS) return this.next().read_name_list();
			return null;
		}
	};
}));

// node_modules/php-parser/src/parser/variable.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_variable$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		read_variable(read_only, encapsed) {
			let result;
			if (this.token === "&") return this.read_byref(this.read_variable.bind(this, read_only, encapsed));
			if (this.is([this.tok.T_VARIABLE, "$"])) result = this.read_reference_variable(encapsed);
			else if (this.is([
				this.tok.T_NS_SEPARATOR,
				this.tok.T_STRING,
				this.tok.T_NAME_RELATIVE,
				this.tok.T_NAME_QUALIFIED,
				this.tok.T_NAME_FULLY_QUALIFIED,
				this.tok.T_NAMESPACE
			])) {
				result = this.node();
				const name = this.read_namespace_name();
				if (this.token != this.tok.T_DOUBLE_COLON && this.token != "(" && ["parentreference", "selfreference"].indexOf(name.kind) === -1) {
					const literal = name.name.toLowerCase();
					if (literal === "true") result = name.destroy(result("boolean", true, name.name));
					else if (literal === "false") result = name.destroy(result("boolean", false, name.name));
					else if (literal === "null") result = name.destroy(result("nullkeyword", name.name));
					else {
						result.destroy(name);
						result = name;
					}
				} else {
					result.destroy(name);
					result = name;
				}
			} else if (this.token === this.tok.T_STATIC) {
				result = this.node("staticreference");
				const raw = this.text();
				this.next();
				result = result(raw);
			} else this.expect("VARIABLE");
			if (this.token === this.tok.T_DOUBLE_COLON) result = this.read_static_getter(result, encapsed);
			return this.recursive_variable_chain_scan(result, read_only, encapsed);
		},
		read_static_getter(what, encapsed) {
			const result = this.node("staticlookup");
			let offset, name;
			if (this.next().is([this.tok.T_VARIABLE, "$"])) offset = this.read_reference_variable(encapsed);
			else if (this.token === this.tok.T_STRING || this.token === this.tok.T_CLASS || this.version >= 700 && this.is("IDENTIFIER")) {
				offset = this.node("identifier");
				name = this.text();
				this.next();
				offset = offset(name);
			} else if (this.token === "{") {
				offset = this.node("literal");
				name = this.next().read_expr();
				this.expect("}") && this.next();
				offset = offset("literal", name, null);
			} else {
				this.error([this.tok.T_VARIABLE, this.tok.T_STRING]);
				offset = this.node("identifier");
				name = this.text();
				this.next();
				offset = offset(name);
			}
			return result(what, offset);
		},
		read_what(is_static_lookup = false) {
			let what;
			let name;
			switch (this.next().token) {
				case this.tok.T_STRING:
					what = this.node("identifier");
					name = this.text();
					this.next();
					what = what(name);
					if (is_static_lookup && this.token === this.tok.T_OBJECT_OPERATOR) this.error();
					break;
				case this.tok.T_VARIABLE:
					what = this.node("variable");
					name = this.text().substring(1);
					this.next();
					what = what(name, false);
					break;
				case this.tok.T_CLASS:
					if (!is_static_lookup) this.error();
					what = this.node("identifier");
					name = this.text();
					this.next();
					what = what(name, false);
					break;
				case "$":
					what = this.node();
					this.next().expect([
						"$",
						"{",
						this.tok.T_VARIABLE
					]);
					if (this.token === "{") {
						name = this.next().read_expr();
						this.expect("}") && this.next();
						what = what("variable", name, true);
					} else {
						name = this.read_expr();
						what = what("variable", name, false);
					}
					break;
				case "{":
					what = this.node("encapsedpart");
					name = this.next().read_expr();
					this.expect("}") && this.next();
					what = what(name, "complex", false);
					break;
				default:
					this.error([
						this.tok.T_STRING,
						this.tok.T_VARIABLE,
						"$",
						"{"
					]);
					what = this.node("identifier");
					name = this.text();
					this.next();
					what = what(name);
			}
			return what;
		},
		recursive_variable_chain_scan(result, read_only, encapsed) {
			let node, offset;
			recursive_scan_loop: while (this.token != this.EOF) switch (this.token) {
				case "(":
					if (read_only) return result;
					else result = this.node("call")(result, this.read_argument_list());
					break;
				case "[":
				case "{": {
					const isSquareBracket = this.token === "[";
					node = this.node("offsetlookup");
					this.next();
					offset = false;
					if (encapsed) {
						offset = this.read_encaps_var_offset();
						this.expect(isSquareBracket ? "]" : "}") && this.next();
					} else if (isSquareBracket ? this.token !== "]" : this.token !== "}") {
						offset = this.read_expr();
						this.expect(isSquareBracket ? "]" : "}") && this.next();
					} else this.next();
					result = node(result, offset);
					break;
				}
				case this.tok.T_DOUBLE_COLON:
					node = this.node("staticlookup");
					result = node(result, this.read_what(true));
					break;
				case this.tok.T_OBJECT_OPERATOR:
					node = this.node("propertylookup");
					result = node(result, this.read_what());
					break;
				case this.tok.T_NULLSAFE_OBJECT_OPERATOR:
					node = this.node("nullsafepropertylookup");
					result = node(result, this.read_what());
					break;
				default: break recursive_scan_loop;
			}
			return result;
		},
		read_encaps_var_offset() {
			let offset = this.node();
			if (this.token === this.tok.T_STRING) {
				const text = this.text();
				this.next();
				offset = offset("identifier", text);
			} else if (this.token === this.tok.T_NUM_STRING) {
				const num = this.text();
				this.next();
				offset = offset("number", num, null);
			} else if (this.token === "-") {
				this.next();
				const num = -1 * this.text();
				this.expect(this.tok.T_NUM_STRING) && this.next();
				offset = offset("number", num, null);
			} else if (this.token === this.tok.T_VARIABLE) {
				const name = this.text().substring(1);
				this.next();
				offset = offset("variable", name, false);
			} else {
				this.expect([
					this.tok.T_STRING,
					this.tok.T_NUM_STRING,
					"-",
					this.tok.T_VARIABLE
				]);
				const text = this.text();
				this.next();
				offset = offset("identifier", text);
			}
			return offset;
		},
		read_reference_variable(encapsed) {
			let result = this.read_simple_variable();
			let offset;
			while (this.token != this.EOF) {
				const node = this.node();
				if (this.token == "{" && !encapsed) {
					offset = this.next().read_expr();
					this.expect("}") && this.next();
					result = node("offsetlookup", result, offset);
				} else {
					node.destroy();
					break;
				}
			}
			return result;
		},
		read_simple_variable() {
			let result = this.node("variable");
			let name;
			if (this.expect([this.tok.T_VARIABLE, "$"]) && this.token === this.tok.T_VARIABLE) {
				name = this.text().substring(1);
				this.next();
				result = result(name, false);
			} else {
				if (this.token === "$") this.next();
				switch (this.token) {
					case "{": {
						const expr = this.next().read_expr();
						this.expect("}") && this.next();
						result = result(expr, true);
						break;
					}
					case "$":
						result = result(this.read_simple_variable(), false);
						break;
					case this.tok.T_VARIABLE: {
						name = this.text().substring(1);
						const node = this.node("variable");
						this.next();
						result = result(node(name, false), false);
						break;
					}
					default:
						this.error([
							"{",
							"$",
							this.tok.T_VARIABLE
						]);
						name = this.text();
						this.next();
						result = result(name, false);
				}
			}
			return result;
		}
	};
}));

// node_modules/php-parser/src/parser.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_parser = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Position = require_position();
	/**
	* @private
	*/
	function isNumber(n) {
		return n != "." && n != "," && !isNaN(parseFloat(n)) && isFinite(n);
	}
	/**
	* The PHP Parser class that build the AST tree from the lexer
	*
	* @constructor Parser
	* @memberOf module:php-parser
	* @tutorial Parser
	* @property {Lexer} lexer - current lexer instance
	* @property {AST} ast - the AST factory instance
	* @property {number|string} token - current token
	* @property {boolean} extractDoc - should extract documentation as AST node
	* @property {boolean} extractTokens - should extract each token
	* @property {boolean} suppressErrors - should ignore parsing errors and continue
	* @property {boolean} debug - should output debug informations
	*/
	const Parser = function(lexer, ast) {
		this.lexer = lexer;
		this.ast = ast;
		this.tok = lexer.tok;
		this.EOF = lexer.EOF;
		this.token = null;
		this.prev = null;
		this.debug = false;
		this.version = 803;
		this.extractDoc = false;
		this.extractTokens = false;
		this.suppressErrors = false;
		const mapIt = function(item) {
			return [item, null];
		};
		this.entries = {
			IDENTIFIER: new Map([
				this.tok.T_ABSTRACT,
				this.tok.T_ARRAY,
				this.tok.T_AS,
				this.tok.T_BREAK,
				this.tok.T_CALLABLE,
				this.tok.T_CASE,
				this.tok.T_CATCH,
				this.tok.T_CLASS,
				this.tok.T_CLASS_C,
				this.tok.T_CLONE,
				this.tok.T_CONST,
				this.tok.T_CONTINUE,
				this.tok.T_DECLARE,
				this.tok.T_DEFAULT,
				this.tok.T_DIR,
				this.tok.T_DO,
				this.tok.T_ECHO,
				this.tok.T_ELSE,
				this.tok.T_ELSEIF,
				this.tok.T_EMPTY,
				this.tok.T_ENDDECLARE,
				this.tok.T_ENDFOR,
				this.tok.T_ENDFOREACH,
				this.tok.T_ENDIF,
				this.tok.T_ENDSWITCH,
				this.tok.T_ENDWHILE,
				this.tok.T_ENUM,
				this.tok.T_EVAL,
				this.tok.T_EXIT,
				this.tok.T_EXTENDS,
				this.tok.T_FILE,
				this.tok.T_FINAL,
				this.tok.T_FINALLY,
				this.tok.T_FN,
				this.tok.T_FOR,
				this.tok.T_FOREACH,
				this.tok.T_FUNC_C,
				this.tok.T_FUNCTION,
				this.tok.T_GLOBAL,
				this.tok.T_GOTO,
				this.tok.T_IF,
				this.tok.T_IMPLEMENTS,
				this.tok.T_INCLUDE,
				this.tok.T_INCLUDE_ONCE,
				this.tok.T_INSTANCEOF,
				this.tok.T_INSTEADOF,
				this.tok.T_INTERFACE,
				this.tok.T_ISSET,
				this.tok.T_LINE,
				this.tok.T_LIST,
				this.tok.T_LOGICAL_AND,
				this.tok.T_LOGICAL_OR,
				this.tok.T_LOGICAL_XOR,
				this.tok.T_MATCH,
				this.tok.T_METHOD_C,
				this.tok.T_NAMESPACE,
				this.tok.T_NEW,
				this.tok.T_NS_C,
				this.tok.T_PRINT,
				this.tok.T_PRIVATE,
				this.tok.T_PROTECTED,
				this.tok.T_PUBLIC,
				this.tok.T_READ_ONLY,
				this.tok.T_REQUIRE,
				this.tok.T_REQUIRE_ONCE,
				this.tok.T_RETURN,
				this.tok.T_STATIC,
				this.tok.T_SWITCH,
				this.tok.T_THROW,
				this.tok.T_TRAIT,
				this.tok.T_TRY,
				this.tok.T_UNSET,
				this.tok.T_USE,
				this.tok.T_VAR,
				this.tok.T_WHILE,
				this.tok.T_YIELD
			].map(mapIt)),
			VARIABLE: new Map([
				this.tok.T_VARIABLE,
				"$",
				"&",
				this.tok.T_STRING,
				this.tok.T_NAME_RELATIVE,
				this.tok.T_NAME_QUALIFIED,
				this.tok.T_NAME_FULLY_QUALIFIED,
				this.tok.T_NAMESPACE,
				this.tok.T_STATIC
			].map(mapIt)),
			SCALAR: new Map([
				this.tok.T_CONSTANT_ENCAPSED_STRING,
				this.tok.T_START_HEREDOC,
				this.tok.T_LNUMBER,
				this.tok.T_DNUMBER,
				this.tok.T_ARRAY,
				"[",
				this.tok.T_CLASS_C,
				this.tok.T_TRAIT_C,
				this.tok.T_FUNC_C,
				this.tok.T_METHOD_C,
				this.tok.T_LINE,
				this.tok.T_FILE,
				this.tok.T_DIR,
				this.tok.T_NS_C,
				"\"",
				"b\"",
				"B\"",
				"-",
				this.tok.T_NS_SEPARATOR
			].map(mapIt)),
			T_MAGIC_CONST: new Map([
				this.tok.T_CLASS_C,
				this.tok.T_TRAIT_C,
				this.tok.T_FUNC_C,
				this.tok.T_METHOD_C,
				this.tok.T_LINE,
				this.tok.T_FILE,
				this.tok.T_DIR,
				this.tok.T_NS_C
			].map(mapIt)),
			T_MEMBER_FLAGS: new Map([
				this.tok.T_PUBLIC,
				this.tok.T_PRIVATE,
				this.tok.T_PROTECTED,
				this.tok.T_STATIC,
				this.tok.T_ABSTRACT,
				this.tok.T_FINAL,
				this.tok.T_READ_ONLY
			].map(mapIt)),
			EOS: new Map([
				";",
				this.EOF,
				this.tok.T_INLINE_HTML
			].map(mapIt)),
			EXPR: new Map([
				"@",
				"-",
				"+",
				"!",
				"~",
				"(",
				"`",
				this.tok.T_LIST,
				this.tok.T_CLONE,
				this.tok.T_INC,
				this.tok.T_DEC,
				this.tok.T_NEW,
				this.tok.T_ISSET,
				this.tok.T_EMPTY,
				this.tok.T_MATCH,
				this.tok.T_INCLUDE,
				this.tok.T_INCLUDE_ONCE,
				this.tok.T_REQUIRE,
				this.tok.T_REQUIRE_ONCE,
				this.tok.T_EVAL,
				this.tok.T_INT_CAST,
				this.tok.T_DOUBLE_CAST,
				this.tok.T_STRING_CAST,
				this.tok.T_ARRAY_CAST,
				this.tok.T_OBJECT_CAST,
				this.tok.T_BOOL_CAST,
				this.tok.T_UNSET_CAST,
				this.tok.T_EXIT,
				this.tok.T_PRINT,
				this.tok.T_YIELD,
				this.tok.T_STATIC,
				this.tok.T_FUNCTION,
				this.tok.T_FN,
				this.tok.T_VARIABLE,
				"$",
				this.tok.T_NS_SEPARATOR,
				this.tok.T_STRING,
				this.tok.T_NAME_RELATIVE,
				this.tok.T_NAME_QUALIFIED,
				this.tok.T_NAME_FULLY_QUALIFIED,
				this.tok.T_STRING,
				this.tok.T_CONSTANT_ENCAPSED_STRING,
				this.tok.T_START_HEREDOC,
				this.tok.T_LNUMBER,
				this.tok.T_DNUMBER,
				this.tok.T_ARRAY,
				"[",
				this.tok.T_CLASS_C,
				this.tok.T_TRAIT_C,
				this.tok.T_FUNC_C,
				this.tok.T_METHOD_C,
				this.tok.T_LINE,
				this.tok.T_FILE,
				this.tok.T_DIR,
				this.tok.T_NS_C,
				"\"",
				"b\"",
				"B\"",
				"-",
				this.tok.T_NS_SEPARATOR
			].map(mapIt))
		};
	};
	/**
	* helper : gets a token name
	* @function Parser#getTokenName
	* @memberOf module:php-parser
	*/
	Parser.prototype.getTokenName = function(token) {
		if (!isNumber(token)) return "'" + token + "'";
		else {
			if (token == this.EOF) return "the end of file (EOF)";
			return this.lexer.engine.tokens.values[token];
		}
	};
	/**
	* main entry point : converts a source code to AST
	* @function Parser#parse
	* @memberOf module:php-parser
	*/
	Parser.prototype.parse = function(code, filename) {
		this._errors = [];
		this.filename = filename || "eval";
		this.currentNamespace = [""];
		if (this.extractDoc) this._docs = [];
		else this._docs = null;
		if (this.extractTokens) this._tokens = [];
		else this._tokens = null;
		this._docIndex = 0;
		this._lastNode = null;
		this.lexer.setInput(code);
		this.lexer.all_tokens = this.extractTokens;
		this.lexer.comment_tokens = this.extractDoc;
		this.length = this.lexer._input.length;
		this.innerList = false;
		this.innerListForm = false;
		const program = this.node("program");
		const childs = [];
		this.next();
		while (this.token != this.EOF) childs.push(this.read_start());
		if (childs.length === 0 && this.extractDoc && this._docs.length > this._docIndex) childs.push(this.node("noop")());
		this.prev = [
			this.lexer.yylloc.last_line,
			this.lexer.yylloc.last_column,
			this.lexer.offset
		];
		const result = program(childs, this._errors, this._docs, this._tokens);
		if (this.debug) {
			const errors = this.ast.checkNodes();
			/* istanbul ignore next */
			if (errors.length > 0) {
				errors.forEach(function(error) {
					if (error.position) console.log("Node at line " + error.position.line + ", column " + error.position.column);
					console.log(error.stack.join("\n"));
				});
				throw new Error("Some nodes are not closed");
			}
		}
		return result;
	};
	/**
	* Raise an error
	* @function Parser#raiseError
	* @memberOf module:php-parser
	*/
	Parser.prototype.raiseError = function(message, msgExpect, expect, token) {
		message += " on line " + this.lexer.yylloc.first_line;
		if (!this.suppressErrors) {
			const err = new SyntaxError(message, this.filename, this.lexer.yylloc.first_line);
			err.lineNumber = this.lexer.yylloc.first_line;
			err.fileName = this.filename;
			err.columnNumber = this.lexer.yylloc.first_column;
			throw err;
		}
		const savedPrev = this.prev;
		this.prev = [
			this.lexer.yylloc.last_line,
			this.lexer.yylloc.last_column,
			this.lexer.offset
		];
		const node = this.ast.prepare("error", null, this)(message, token, this.lexer.yylloc.first_line, expect);
		this.prev = savedPrev;
		this._errors.push(node);
		return node;
	};
	/**
	* handling errors
	* @function Parser#error
	* @memberOf module:php-parser
	*/
	Parser.prototype.error = function(expect) {
		let msg = "Parse Error : syntax error";
		let token = this.getTokenName(this.token);
		let msgExpect = "";
		if (this.token !== this.EOF) {
			if (isNumber(this.token)) {
				let symbol = this.text();
				/* istanbul ignore next */
				if (symbol.length > 10) symbol = symbol.substring(0, 7) + "...";
				token = "'" + symbol + "' (" + token + ")";
			}
			msg += ", unexpected " + token;
		}
		if (expect && !Array.isArray(expect)) {
			if (isNumber(expect) || expect.length === 1) msgExpect = ", expecting " + this.getTokenName(expect);
			msg += msgExpect;
		}
		return this.raiseError(msg, msgExpect, expect, token);
	};
	/**
	* Create a position node from the lexers position
	*
	* @function Parser#position
	* @memberOf module:php-parser
	* @return {Position}
	*/
	Parser.prototype.position = function() {
		return new Position(this.lexer.yylloc.first_line, this.lexer.yylloc.first_column, this.lexer.yylloc.first_offset);
	};
	/**
	* Creates a new AST node
	* @function Parser#node
	* @memberOf module:php-parser
	*/
	Parser.prototype.node = function(name) {
		if (this.extractDoc) {
			let docs = null;
			if (this._docIndex < this._docs.length) {
				docs = this._docs.slice(this._docIndex);
				this._docIndex = this._docs.length;
				/* istanbul ignore next */
				if (this.debug) {
					console.log(/* @__PURE__ */ new Error("Append docs on " + name));
					console.log(docs);
				}
			}
			const node = this.ast.prepare(name, docs, this);
			node.postBuild = function(self) {
				if (this._docIndex < this._docs.length) {
					if (this._lastNode) {
						const offset = this.prev[2];
						let max = this._docIndex;
						for (; max < this._docs.length; max++) if (this._docs[max].offset > offset) break;
						if (max > this._docIndex) {
							this._lastNode.setTrailingComments(this._docs.slice(this._docIndex, max));
							this._docIndex = max;
						}
					} else if (this.token === this.EOF) {
						self.setTrailingComments(this._docs.slice(this._docIndex));
						this._docIndex = this._docs.length;
					}
				}
				this._lastNode = self;
			}.bind(this);
			return node;
		}
		return this.ast.prepare(name, null, this);
	};
	/**
	* expects an end of statement or end of file
	* @function Parser#expectEndOfStatement
	* @memberOf module:php-parser
	* @return {boolean}
	*/
	Parser.prototype.expectEndOfStatement = function(node) {
		if (this.token === ";") {
			if (node && this.lexer.yytext === ";") node.includeToken(this);
		} else if (this.token !== this.tok.T_INLINE_HTML && this.token !== this.EOF) {
			this.error(";");
			return false;
		}
		this.next();
		return true;
	};
	const ignoreStack = [
		"parser.next",
		"parser.node",
		"parser.showlog"
	];
	/**
	* outputs some debug information on current token
	* @private
	* @function Parser#showlog
	* @memberOf module:php-parser
	*/
	Parser.prototype.showlog = function() {
		const stack = (/* @__PURE__ */ new Error()).stack.split("\n");
		let line;
		for (let offset = 2; offset < stack.length; offset++) {
			line = stack[offset].trim();
			let found = false;
			for (let i = 0; i < ignoreStack.length; i++)
 /* istanbul ignore next */
			if (line.substring(3, 3 + ignoreStack[i].length) === ignoreStack[i]) {
				found = true;
				break;
			}
			/* istanbul ignore next */
			if (!found) break;
		}
		console.log("Line " + this.lexer.yylloc.first_line + " : " + this.getTokenName(this.token) + ">" + this.lexer.yytext + "< @-->" + line);
		return this;
	};
	/**
	* Force the parser to check the current token.
	*
	* If the current token does not match to expected token,
	* the an error will be raised.
	*
	* If the suppressError mode is activated, then the error will
	* be added to the program error stack and this function will return `false`.
	*
	* @function Parser#expect
	* @memberOf module:php-parser
	* @param {String|Number} token
	* @return {boolean}
	* @throws Error
	*/
	Parser.prototype.expect = function(token) {
		if (Array.isArray(token)) {
			if (token.indexOf(this.token) === -1) {
				this.error(token);
				return false;
			}
		} else if (this.token != token) {
			this.error(token);
			return false;
		}
		return true;
	};
	/**
	* Returns the current token contents
	* @function Parser#text
	* @memberOf module:php-parser
	* @return {String}
	*/
	Parser.prototype.text = function() {
		return this.lexer.yytext;
	};
	/**
	* consume the next token
	* @function Parser#next
	* @memberOf module:php-parser
	*/
	Parser.prototype.next = function() {
		if (this.token !== ";" || this.lexer.yytext === ";") this.prev = [
			this.lexer.yylloc.last_line,
			this.lexer.yylloc.last_column,
			this.lexer.offset
		];
		this.lex();
		if (this.debug) this.showlog();
		if (this.extractDoc) while (this.token === this.tok.T_COMMENT || this.token === this.tok.T_DOC_COMMENT) if (this.token === this.tok.T_COMMENT) this._docs.push(this.read_comment());
		else this._docs.push(this.read_doc_comment());
		return this;
	};
	/**
	* Peek at the next token.
	* @function Parser#peek
	* @memberOf module:php-parser
	* @returns {string|number} Next Token
	*/
	Parser.prototype.peek = function() {
		const lexerState = this.lexer.getState();
		const nextToken = this.lexer.lex();
		this.lexer.setState(lexerState);
		return nextToken;
	};
	/**
	* Eating a token
	* @function Parser#lex
	* @memberOf module:php-parser
	*/
	Parser.prototype.lex = function() {
		if (this.extractTokens) do {
			this.token = this.lexer.lex() || /* istanbul ignore next */ this.EOF;
			if (this.token === this.EOF) return this;
			let entry = this.lexer.yytext;
			if (Object.prototype.hasOwnProperty.call(this.lexer.engine.tokens.values, this.token)) entry = [
				this.lexer.engine.tokens.values[this.token],
				entry,
				this.lexer.yylloc.first_line,
				this.lexer.yylloc.first_offset,
				this.lexer.offset
			];
			else entry = [
				null,
				entry,
				this.lexer.yylloc.first_line,
				this.lexer.yylloc.first_offset,
				this.lexer.offset
			];
			this._tokens.push(entry);
			if (this.token === this.tok.T_CLOSE_TAG) {
				this.token = ";";
				return this;
			} else if (this.token === this.tok.T_OPEN_TAG_WITH_ECHO) {
				this.token = this.tok.T_ECHO;
				return this;
			}
		} while (this.token === this.tok.T_WHITESPACE || !this.extractDoc && (this.token === this.tok.T_COMMENT || this.token === this.tok.T_DOC_COMMENT) || this.token === this.tok.T_OPEN_TAG);
		else this.token = this.lexer.lex() || /* istanbul ignore next */ this.EOF;
		return this;
	};
	/**
	* Check if token is of specified type
	* @function Parser#is
	* @memberOf module:php-parser
	*/
	Parser.prototype.is = function(type) {
		if (Array.isArray(type)) return type.indexOf(this.token) !== -1;
		return this.entries[type].has(this.token);
	};
	[
		require_array$1(),
		require_class$1(),
		require_comment$1(),
		require_expr(),
		require_enum$1(),
		require_function$1(),
		require_if$1(),
		require_loops(),
		require_main(),
		require_namespace$1(),
		require_scalar(),
		require_statement$1(),
		require_switch$1(),
		require_try$1(),
		require_utils(),
		require_variable$1()
	].forEach(function(ext) {
		for (const k in ext) {
			/* istanbul ignore next */
			if (Object.prototype.hasOwnProperty.call(Parser.prototype, k)) throw new Error("Function " + k + " is already defined - collision");
			Parser.prototype[k] = ext[k];
		}
	});
	module.exports = Parser;
}));

// node_modules/php-parser/src/tokens.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_tokens = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* @readonly
	* @memberOf module:php-parser
	*
	* @enum {number}
	**/
	const TokenNames = {
		T_HALT_COMPILER: 101,
		T_USE: 102,
		T_ENCAPSED_AND_WHITESPACE: 103,
		T_OBJECT_OPERATOR: 104,
		T_STRING: 105,
		T_DOLLAR_OPEN_CURLY_BRACES: 106,
		T_STRING_VARNAME: 107,
		T_CURLY_OPEN: 108,
		T_NUM_STRING: 109,
		T_ISSET: 110,
		T_EMPTY: 111,
		T_INCLUDE: 112,
		T_INCLUDE_ONCE: 113,
		T_EVAL: 114,
		T_REQUIRE: 115,
		T_REQUIRE_ONCE: 116,
		T_NAMESPACE: 117,
		T_NS_SEPARATOR: 118,
		T_AS: 119,
		T_IF: 120,
		T_ENDIF: 121,
		T_WHILE: 122,
		T_DO: 123,
		T_FOR: 124,
		T_SWITCH: 125,
		T_BREAK: 126,
		T_CONTINUE: 127,
		T_RETURN: 128,
		T_GLOBAL: 129,
		T_STATIC: 130,
		T_ECHO: 131,
		T_INLINE_HTML: 132,
		T_UNSET: 133,
		T_FOREACH: 134,
		T_DECLARE: 135,
		T_TRY: 136,
		T_THROW: 137,
		T_GOTO: 138,
		T_FINALLY: 139,
		T_CATCH: 140,
		T_ENDDECLARE: 141,
		T_LIST: 142,
		T_CLONE: 143,
		T_PLUS_EQUAL: 144,
		T_MINUS_EQUAL: 145,
		T_MUL_EQUAL: 146,
		T_DIV_EQUAL: 147,
		T_CONCAT_EQUAL: 148,
		T_MOD_EQUAL: 149,
		T_AND_EQUAL: 150,
		T_OR_EQUAL: 151,
		T_XOR_EQUAL: 152,
		T_SL_EQUAL: 153,
		T_SR_EQUAL: 154,
		T_INC: 155,
		T_DEC: 156,
		T_BOOLEAN_OR: 157,
		T_BOOLEAN_AND: 158,
		T_LOGICAL_OR: 159,
		T_LOGICAL_AND: 160,
		T_LOGICAL_XOR: 161,
		T_SL: 162,
		T_SR: 163,
		T_IS_IDENTICAL: 164,
		T_IS_NOT_IDENTICAL: 165,
		T_IS_EQUAL: 166,
		T_IS_NOT_EQUAL: 167,
		T_IS_SMALLER_OR_EQUAL: 168,
		T_IS_GREATER_OR_EQUAL: 169,
		T_INSTANCEOF: 170,
		T_INT_CAST: 171,
		T_DOUBLE_CAST: 172,
		T_STRING_CAST: 173,
		T_ARRAY_CAST: 174,
		T_OBJECT_CAST: 175,
		T_BOOL_CAST: 176,
		T_UNSET_CAST: 177,
		T_EXIT: 178,
		T_PRINT: 179,
		T_YIELD: 180,
		T_YIELD_FROM: 181,
		T_FUNCTION: 182,
		T_DOUBLE_ARROW: 183,
		T_DOUBLE_COLON: 184,
		T_ARRAY: 185,
		T_CALLABLE: 186,
		T_CLASS: 187,
		T_ABSTRACT: 188,
		T_TRAIT: 189,
		T_FINAL: 190,
		T_EXTENDS: 191,
		T_INTERFACE: 192,
		T_IMPLEMENTS: 193,
		T_VAR: 194,
		T_PUBLIC: 195,
		T_PROTECTED: 196,
		T_PRIVATE: 197,
		T_CONST: 198,
		T_NEW: 199,
		T_INSTEADOF: 200,
		T_ELSEIF: 201,
		T_ELSE: 202,
		T_ENDSWITCH: 203,
		T_CASE: 204,
		T_DEFAULT: 205,
		T_ENDFOR: 206,
		T_ENDFOREACH: 207,
		T_ENDWHILE: 208,
		T_CONSTANT_ENCAPSED_STRING: 209,
		T_LNUMBER: 210,
		T_DNUMBER: 211,
		T_LINE: 212,
		T_FILE: 213,
		T_DIR: 214,
		T_TRAIT_C: 215,
		T_METHOD_C: 216,
		T_FUNC_C: 217,
		T_NS_C: 218,
		T_START_HEREDOC: 219,
		T_END_HEREDOC: 220,
		T_CLASS_C: 221,
		T_VARIABLE: 222,
		T_OPEN_TAG: 223,
		T_OPEN_TAG_WITH_ECHO: 224,
		T_CLOSE_TAG: 225,
		T_WHITESPACE: 226,
		T_COMMENT: 227,
		T_DOC_COMMENT: 228,
		T_ELLIPSIS: 229,
		T_COALESCE: 230,
		T_POW: 231,
		T_POW_EQUAL: 232,
		T_SPACESHIP: 233,
		T_COALESCE_EQUAL: 234,
		T_FN: 235,
		T_NULLSAFE_OBJECT_OPERATOR: 236,
		T_MATCH: 237,
		T_ATTRIBUTE: 238,
		T_ENUM: 239,
		T_READ_ONLY: 240,
		T_NAME_RELATIVE: 241,
		T_NAME_QUALIFIED: 242,
		T_NAME_FULLY_QUALIFIED: 243,
		T_PIPE: 244
	};
	/**
	* PHP AST Tokens
	* @readonly
	* @memberOf module:php-parser
	*
	* @type {object}
	* @property {Object.<number, string>} values
	* @property {TokenNames} names
	*/
	const tokens = {
		values: Object.entries(TokenNames).reduce((result, [key, value]) => ({
			...result,
			[value]: key
		}), {}),
		names: TokenNames
	};
	module.exports = Object.freeze(tokens);
}));

// node_modules/php-parser/src/ast/location.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_location = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Defines the location of the node (with it's source contents as string)
	* @constructor Location
	* @memberOf module:php-parser
	* @property {string|null} source
	* @property {Position} start
	* @property {Position} end
	*/
	const Location = function(source, start, end) {
		this.source = source;
		this.start = start;
		this.end = end;
	};
	module.exports = Location;
}));

// node_modules/php-parser/src/ast/node.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_node = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* A generic AST node
	* @constructor Node
	* @memberOf module:php-parser
	* @property {Location|null} loc
	* @property {CommentBlock[]|Comment[]|null} leadingComments
	* @property {CommentBlock[]|Comment[]|null} trailingComments
	* @property {string} kind
	*/
	const Node = function Node(kind, docs, location) {
		this.kind = kind;
		if (docs) this.leadingComments = docs;
		if (location) this.loc = location;
	};
	/**
	* Attach comments to current node
	* @function Node#setTrailingComments
	* @memberOf module:php-parser
	* @param {*} docs
	*/
	Node.prototype.setTrailingComments = function(docs) {
		this.trailingComments = docs;
	};
	/**
	* Destroying an unused node
	* @function Node#destroy
	* @memberOf module:php-parser
	*/
	Node.prototype.destroy = function(node) {
		if (!node)
 /* istanbul ignore next */
		throw new Error("Node already initialized, you must swap with another node");
		if (this.leadingComments) {
			if (node.leadingComments) node.leadingComments = Array.concat(this.leadingComments, node.leadingComments);
			else node.leadingComments = this.leadingComments;
		}
		if (this.trailingComments) {
			if (node.trailingComments) node.trailingComments = Array.concat(this.trailingComments, node.trailingComments);
			else node.trailingComments = this.trailingComments;
		}
		return node;
	};
	/**
	* Includes current token position of the parser
	* @function Node#includeToken
	* @memberOf module:php-parser
	* @param {*} parser
	*/
	Node.prototype.includeToken = function(parser) {
		if (this.loc) {
			if (this.loc.end) {
				this.loc.end.line = parser.lexer.yylloc.last_line;
				this.loc.end.column = parser.lexer.yylloc.last_column;
				this.loc.end.offset = parser.lexer.offset;
			}
			if (parser.ast.withSource) this.loc.source = parser.lexer._input.substring(this.loc.start.offset, parser.lexer.offset);
		}
		return this;
	};
	/**
	* Helper for extending the Node class
	* @function Node.extends
	* @memberOf module:php-parser
	* @param {string} type
	* @param {Function} constructor
	* @return {Function}
	*/
	Node.extends = function(type, constructor) {
		constructor.prototype = Object.create(this.prototype);
		constructor.extends = this.extends;
		constructor.prototype.constructor = constructor;
		constructor.kind = type;
		return constructor;
	};
	module.exports = Node;
}));

// node_modules/php-parser/src/ast/expression.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_expression = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "expression";
	/**
	* Any expression node. Since the left-hand side of an assignment may
	* be any expression in general, an expression can also be a pattern.
	* @constructor Expression
	* @memberOf module:php-parser
	* @extends {Node}
	*/
	module.exports = Node.extends(KIND, function Expression(kind, docs, location) {
		Node.apply(this, [
			kind || KIND,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/array.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_array = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expr = require_expression();
	const KIND = "array";
	/**
	* Defines an array structure
	* @constructor Array
	* @memberOf module:php-parser
	* @example
	* // PHP code :
	* [1, 'foo' => 'bar', 3]
	*
	* // AST structure :
	* {
	*  "kind": "array",
	*  "shortForm": true
	*  "items": [
	*    {"kind": "number", "value": "1"},
	*    {
	*      "kind": "entry",
	*      "key": {"kind": "string", "value": "foo", "isDoubleQuote": false},
	*      "value": {"kind": "string", "value": "bar", "isDoubleQuote": false}
	*    },
	*    {"kind": "number", "value": "3"}
	*  ]
	* }
	* @extends {Expression}
	* @property {Array<Entry|Expression|Variable>} items List of array items
	* @property {boolean} shortForm Indicate if the short array syntax is used, ex `[]` instead `array()`
	*/
	module.exports = Expr.extends(KIND, function Array(shortForm, items, docs, location) {
		Expr.apply(this, [
			KIND,
			docs,
			location
		]);
		this.items = items;
		this.shortForm = shortForm;
	});
}));

// node_modules/php-parser/src/ast/arrowfunc.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_arrowfunc = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "arrowfunc";
	/**
	* Defines an arrow function (it's like a closure)
	* @constructor ArrowFunc
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Parameter[]} arguments
	* @property {Identifier} type
	* @property {Expression} body
	* @property {boolean} byref
	* @property {boolean} nullable
	* @property {boolean} isStatic
	*/
	module.exports = Expression.extends(KIND, function Closure(args, byref, body, type, nullable, isStatic, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.arguments = args;
		this.byref = byref;
		this.body = body;
		this.type = type;
		this.nullable = nullable;
		this.isStatic = isStatic || false;
	});
}));

// node_modules/php-parser/src/ast/assign.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_assign = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "assign";
	/**
	* Assigns a value to the specified target
	* @constructor Assign
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Expression} left
	* @property {Expression} right
	* @property {String} operator
	*/
	module.exports = Expression.extends(KIND, function Assign(left, right, operator, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.left = left;
		this.right = right;
		this.operator = operator;
	});
}));

// node_modules/php-parser/src/ast/assignref.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_assignref = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "assignref";
	/**
	* Assigns a value to the specified target
	* @constructor AssignRef
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Expression} left
	* @property {Expression} right
	*/
	module.exports = Expression.extends(KIND, function AssignRef(left, right, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.left = left;
		this.right = right;
	});
}));

// node_modules/php-parser/src/ast/attribute.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_attribute = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "attribute";
	/**
	* Attribute Value
	* @memberOf module:php-parser
	* @constructor Attribute
	* @extends {Node}
	* @property {String} name
	* @property {Parameter[]} args
	*/
	module.exports = Node.extends(KIND, function Attribute(name, args, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name;
		this.args = args;
	});
}));

// node_modules/php-parser/src/ast/attrgroup.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_attrgroup = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "attrgroup";
	/**
	* Attribute group
	* @memberOf module:php-parser
	* @constructor AttrGroup
	* @extends {Node}
	* @property {Attribute[]} attrs
	*/
	module.exports = Node.extends(KIND, function AttrGroup(attrs, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.attrs = attrs || [];
	});
}));

// node_modules/php-parser/src/ast/operation.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_operation = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expr = require_expression();
	const KIND = "operation";
	/**
	* Defines binary operations
	* @constructor Operation
	* @memberOf module:php-parser
	* @extends {Expression}
	*/
	module.exports = Expr.extends(KIND, function Operation(kind, docs, location) {
		Expr.apply(this, [
			kind || KIND,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/bin.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_bin = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Operation = require_operation();
	const KIND = "bin";
	/**
	* Binary operations
	* @constructor Bin
	* @memberOf module:php-parser
	* @extends {Operation}
	* @property {String} type
	* @property {Expression} left
	* @property {Expression} right
	*/
	module.exports = Operation.extends(KIND, function Bin(type, left, right, docs, location) {
		Operation.apply(this, [
			KIND,
			docs,
			location
		]);
		this.type = type;
		this.left = left;
		this.right = right;
	});
}));

// node_modules/php-parser/src/ast/statement.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_statement = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "statement";
	/**
	* Any statement.
	* @constructor Statement
	* @memberOf module:php-parser
	* @extends {Node}
	*/
	module.exports = Node.extends(KIND, function Statement(kind, docs, location) {
		Node.apply(this, [
			kind || KIND,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/block.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_block = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "block";
	/**
	* A block statement, i.e., a sequence of statements surrounded by braces.
	* @constructor Block
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Node[]} children
	*/
	module.exports = Statement.extends(KIND, function Block(kind, children, docs, location) {
		Statement.apply(this, [
			kind || KIND,
			docs,
			location
		]);
		this.children = children.filter(Boolean);
	});
}));

// node_modules/php-parser/src/ast/literal.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_literal = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "literal";
	/**
	* Defines an array structure
	* @constructor Literal
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {string} raw
	* @property {EncapsedPart[]|Node|string|number|boolean|null} value
	*/
	module.exports = Expression.extends(KIND, function Literal(kind, value, raw, docs, location) {
		Expression.apply(this, [
			kind || KIND,
			docs,
			location
		]);
		this.value = value;
		if (raw) this.raw = raw;
	});
}));

// node_modules/php-parser/src/ast/boolean.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_boolean = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Literal = require_literal();
	const KIND = "boolean";
	/**
	* Defines a boolean value (true/false)
	* @constructor Boolean
	* @memberOf module:php-parser
	* @extends {Literal}
	* @property {boolean} value
	*/
	module.exports = Literal.extends(KIND, function Boolean(value, raw, docs, location) {
		Literal.apply(this, [
			KIND,
			value,
			raw,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/break.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_break = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "break";
	/**
	* A break statement
	* @constructor Break
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Number|Null} level
	*/
	module.exports = Statement.extends(KIND, function Break(level, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.level = level;
	});
}));

// node_modules/php-parser/src/ast/byref.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_byref = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "byref";
	/**
	* Passing by Reference - so the function can modify the variable
	* @constructor ByRef
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {ExpressionStatement} what
	*/
	module.exports = Expression.extends(KIND, function ByRef(what, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.what = what;
	});
}));

// node_modules/php-parser/src/ast/call.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_call = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "call";
	/**
	* Executes a call statement
	* @constructor Call
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Identifier|Variable} what
	* @property {Expression[]} arguments
	*/
	module.exports = Expression.extends(KIND, function Call(what, args, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.what = what;
		this.arguments = args;
	});
}));

// node_modules/php-parser/src/ast/case.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_case = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "case";
	/**
	* A switch case statement
	* @constructor Case
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Expression|null} test - if null, means that the default case
	* @property {Block|null} body
	*/
	module.exports = Statement.extends(KIND, function Case(test, body, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.test = test;
		this.body = body;
	});
}));

// node_modules/php-parser/src/ast/cast.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_cast = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Operation = require_operation();
	const KIND = "cast";
	/**
	* Binary operations
	* @constructor Cast
	* @memberOf module:php-parser
	* @extends {Operation}
	* @property {String} type
	* @property {String} raw
	* @property {Expression} expr
	*/
	module.exports = Operation.extends(KIND, function Cast(type, raw, expr, docs, location) {
		Operation.apply(this, [
			KIND,
			docs,
			location
		]);
		this.type = type;
		this.raw = raw;
		this.expr = expr;
	});
}));

// node_modules/php-parser/src/ast/catch.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_catch = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "catch";
	/**
	* Defines a catch statement
	* @constructor Catch
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Name[]} what
	* @property {Variable} variable
	* @property {Block} body
	* @see http://php.net/manual/en/language.exceptions.php
	*/
	module.exports = Statement.extends(KIND, function Catch(body, what, variable, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.body = body;
		this.what = what;
		this.variable = variable;
	});
}));

// node_modules/php-parser/src/ast/declaration.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_declaration = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "declaration";
	const IS_UNDEFINED = "";
	const VISIBILITY_MAP = [
		"public",
		"protected",
		"private"
	];
	/**
	* A declaration statement (function, class, interface...)
	* @constructor Declaration
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Identifier|string} name
	* @property {string|null} visibilitySet
	*/
	const Declaration = Statement.extends(KIND, function Declaration(kind, name, docs, location) {
		Statement.apply(this, [
			kind || KIND,
			docs,
			location
		]);
		this.name = name;
	});
	/**
	* Generic flags parser
	* @function
	* @name Declaration#parseFlags
	* @memberOf module:php-parser
	* @param {Array<number|null>} flags
	* @return {void}
	*/
	Declaration.prototype.parseFlags = function(flags) {
		this.isAbstract = flags[2] === 1;
		this.isFinal = flags[2] === 2;
		this.isReadonly = flags[3] === 1;
		if (this.kind !== "class") {
			const [getVis, setVis] = flags[0];
			if (getVis === -1) this.visibility = IS_UNDEFINED;
			else if (getVis === null)
 /* istanbul ignore next */
			this.visibility = null;
			else this.visibility = VISIBILITY_MAP[getVis];
			this.isStatic = flags[1] === 1;
			this.visibilitySet = setVis !== -1 ? VISIBILITY_MAP[setVis] : null;
		}
	};
	module.exports = Declaration;
}));

// node_modules/php-parser/src/ast/class.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_class = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Declaration = require_declaration();
	const KIND = "class";
	/**
	* A class definition
	* @constructor Class
	* @memberOf module:php-parser
	* @extends {Declaration}
	* @property {Identifier|null} extends
	* @property {Identifier[]|null} implements
	* @property {Declaration[]} body
	* @property {boolean} isAnonymous
	* @property {boolean} isAbstract
	* @property {boolean} isFinal
	* @property {boolean} isReadonly
	* @property {AttrGroup[]} attrGroups
	*/
	module.exports = Declaration.extends(KIND, function Class(name, ext, impl, body, flags, docs, location) {
		Declaration.apply(this, [
			KIND,
			name,
			docs,
			location
		]);
		this.isAnonymous = name ? false : true;
		this.extends = ext;
		this.implements = impl;
		this.body = body;
		this.attrGroups = [];
		this.parseFlags(flags);
	});
}));

// node_modules/php-parser/src/ast/constantstatement.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_constantstatement = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "constantstatement";
	/**
	* Declares a constants into the current scope
	* @constructor ConstantStatement
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Constant[]} constants
	*/
	module.exports = Statement.extends(KIND, function ConstantStatement(kind, constants, docs, location) {
		Statement.apply(this, [
			kind || KIND,
			docs,
			location
		]);
		this.constants = constants;
	});
}));

// node_modules/php-parser/src/ast/classconstant.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_classconstant = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const ConstantStatement = require_constantstatement();
	const KIND = "classconstant";
	const IS_UNDEFINED = "";
	const IS_PUBLIC = "public";
	const IS_PROTECTED = "protected";
	const IS_PRIVATE = "private";
	/**
	* Defines a class/interface/trait constant
	* @constructor ClassConstant
	* @memberOf module:php-parser
	* @extends {ConstantStatement}
	* @property {string} visibility
	* @property {boolean} final
	* @property {boolean} nullable
	* @property {TypeReference|IntersectionType|UnionType|null} type
	* @property {AttrGroup[]} attrGroups
	*/
	const ClassConstant = ConstantStatement.extends(KIND, function ClassConstant(kind, constants, flags, nullable, type, attrGroups, docs, location) {
		ConstantStatement.apply(this, [
			kind || KIND,
			constants,
			docs,
			location
		]);
		this.parseFlags(flags);
		this.nullable = nullable;
		this.type = type;
		this.attrGroups = attrGroups;
	});
	/**
	* Generic flags parser
	* @function
	* @name ClassConstant#parseFlags
	* @memberOf module:php-parser
	* @param {Array<number|null>} flags
	* @return {void}
	*/
	ClassConstant.prototype.parseFlags = function(flags) {
		const getVis = flags[0][0];
		if (getVis === -1) this.visibility = IS_UNDEFINED;
		else if (getVis === null)
 /* istanbul ignore next */
		this.visibility = null;
		else if (getVis === 0) this.visibility = IS_PUBLIC;
		else if (getVis === 1) this.visibility = IS_PROTECTED;
		else if (getVis === 2) this.visibility = IS_PRIVATE;
		this.final = flags[2] === 2;
	};
	module.exports = ClassConstant;
}));

// node_modules/php-parser/src/ast/clone.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_clone = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "clone";
	/**
	* Defines a clone call
	* @constructor Clone
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Expression} what
	* @property {Expression|null} properties
	*/
	module.exports = Expression.extends(KIND, function Clone(what, properties, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.what = what;
		if (properties) this.properties = properties;
	});
}));

// node_modules/php-parser/src/ast/closure.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_closure = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "closure";
	/**
	* Defines a closure
	* @constructor Closure
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Parameter[]} arguments
	* @property {Variable[]} uses
	* @property {Identifier} type
	* @property {Boolean} byref
	* @property {boolean} nullable
	* @property {Block|null} body
	* @property {boolean} isStatic
	* @property {AttrGroup[]} attrGroups
	*/
	module.exports = Expression.extends(KIND, function Closure(args, byref, uses, type, nullable, isStatic, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.uses = uses;
		this.arguments = args;
		this.byref = byref;
		this.type = type;
		this.nullable = nullable;
		this.isStatic = isStatic || false;
		this.body = null;
		this.attrGroups = [];
	});
}));

// node_modules/php-parser/src/ast/comment.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_comment = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	/**
	* Abstract documentation node (ComentLine or CommentBlock)
	* @constructor Comment
	* @memberOf module:php-parser
	* @extends {Node}
	* @property {String} value
	*/
	module.exports = Node.extends("comment", function Comment(kind, value, docs, location) {
		Node.apply(this, [
			kind,
			docs,
			location
		]);
		this.value = value;
	});
}));

// node_modules/php-parser/src/ast/commentblock.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_commentblock = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Comment = require_comment();
	const KIND = "commentblock";
	/**
	* A comment block (multiline)
	* @constructor CommentBlock
	* @memberOf module:php-parser
	* @extends {Comment}
	*/
	module.exports = Comment.extends(KIND, function CommentBlock(value, docs, location) {
		Comment.apply(this, [
			KIND,
			value,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/commentline.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_commentline = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Comment = require_comment();
	const KIND = "commentline";
	/**
	* A single line comment
	* @constructor CommentLine
	* @memberOf module:php-parser
	* @extends {Comment}
	*/
	module.exports = Comment.extends(KIND, function CommentLine(value, docs, location) {
		Comment.apply(this, [
			KIND,
			value,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/constant.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_constant = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "constant";
	/**
	* Defines a constant
	* @constructor Constant
	* @memberOf module:php-parser
	* @extends {Node}
	* @property {string} name
	* @property {Node|string|number|boolean|null} value
	*/
	module.exports = Node.extends(KIND, function Constant(name, value, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name;
		this.value = value;
	});
}));

// node_modules/php-parser/src/ast/continue.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_continue = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "continue";
	/**
	* A continue statement
	* @constructor Continue
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {number|null} level
	*/
	module.exports = Statement.extends(KIND, function Continue(level, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.level = level;
	});
}));

// node_modules/php-parser/src/ast/declare.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_declare = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Block = require_block();
	const KIND = "declare";
	/**
	* The declare construct is used to set execution directives for a block of code
	* @constructor Declare
	* @memberOf module:php-parser
	* @extends {Block}
	* @property {DeclareDirective[]} directives
	* @property {string} mode
	* @see http://php.net/manual/en/control-structures.declare.php
	*/
	const Declare = Block.extends(KIND, function Declare(directives, body, mode, docs, location) {
		Block.apply(this, [
			KIND,
			body,
			docs,
			location
		]);
		this.directives = directives;
		this.mode = mode;
	});
	/**
	* The node is declared as a short tag syntax :
	* ```php
	* <?php
	* declare(ticks=1):
	* // some statements
	* enddeclare;
	* ```
	* @constant {String} Declare#MODE_SHORT
	* @memberOf module:php-parser
	*/
	Declare.MODE_SHORT = "short";
	/**
	* The node is declared bracket enclosed code :
	* ```php
	* <?php
	* declare(ticks=1) {
	* // some statements
	* }
	* ```
	* @constant {String} Declare#MODE_BLOCK
	* @memberOf module:php-parser
	*/
	Declare.MODE_BLOCK = "block";
	/**
	* The node is declared as a simple statement. In order to make things simpler
	* children of the node are automatically collected until the next
	* declare statement.
	* ```php
	* <?php
	* declare(ticks=1);
	* // some statements
	* declare(ticks=2);
	* // some statements
	* ```
	* @constant {String} Declare#MODE_NONE
	* @memberOf module:php-parser
	*/
	Declare.MODE_NONE = "none";
	module.exports = Declare;
}));

// node_modules/php-parser/src/ast/declaredirective.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_declaredirective = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "declaredirective";
	/**
	* Defines a constant
	* @constructor DeclareDirective
	* @memberOf module:php-parser
	* @extends {Node}
	* @property {Identifier} key
	* @property {Node|string|number|boolean|null} value
	*/
	module.exports = Node.extends(KIND, function DeclareDirective(key, value, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.key = key;
		this.value = value;
	});
}));

// node_modules/php-parser/src/ast/do.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_do = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "do";
	/**
	* Defines a do/while statement
	* @constructor Do
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Expression} test
	* @property {Block | null} body
	*/
	module.exports = Statement.extends(KIND, function Do(test, body, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.test = test;
		this.body = body;
	});
}));

// node_modules/php-parser/src/ast/echo.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_echo = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "echo";
	/**
	* Defines system based call
	* @constructor Echo
	* @memberOf module:php-parser
	* @property {boolean} shortForm
	* @property {Expression[]} expressions
	* @extends {Statement}
	*/
	module.exports = Statement.extends(KIND, function Echo(expressions, shortForm, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.shortForm = shortForm;
		this.expressions = expressions;
	});
}));

// node_modules/php-parser/src/ast/empty.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_empty = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "empty";
	/**
	* Defines an empty check call
	* @constructor Empty
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Expression} expression
	*/
	module.exports = Expression.extends(KIND, function Empty(expression, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.expression = expression;
	});
}));

// node_modules/php-parser/src/ast/encapsed.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_encapsed = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Literal = require_literal();
	const KIND = "encapsed";
	/**
	* Defines an encapsed string (contains expressions)
	* @constructor Encapsed
	* @memberOf module:php-parser
	* @extends {Literal}
	* @property {String} type - Defines the type of encapsed string (shell, heredoc, string)
	* @property {String|Null} label - The heredoc label, defined only when the type is heredoc
	* @property {EncapsedPart[]} value
	*/
	const Encapsed = Literal.extends(KIND, function Encapsed(value, raw, type, docs, location) {
		Literal.apply(this, [
			KIND,
			value,
			raw,
			docs,
			location
		]);
		this.type = type;
	});
	/**
	* The node is a double quote string :
	* ```php
	* <?php
	* echo "hello $world";
	* ```
	* @constant {String} Encapsed#TYPE_STRING - `string`
	* @memberOf module:php-parser
	*/
	Encapsed.TYPE_STRING = "string";
	/**
	* The node is a shell execute string :
	* ```php
	* <?php
	* echo `ls -larth $path`;
	* ```
	* @constant {String} Encapsed#TYPE_SHELL - `shell`
	* @memberOf module:php-parser
	*/
	Encapsed.TYPE_SHELL = "shell";
	/**
	* The node is a shell execute string :
	* ```php
	* <?php
	* echo <<<STR
	*  Hello $world
	* STR
	* ;
	* ```
	* @constant {String} Encapsed#TYPE_HEREDOC - `heredoc`
	* @memberOf module:php-parser
	*/
	Encapsed.TYPE_HEREDOC = "heredoc";
	/**
	* The node contains a list of constref / variables / expr :
	* ```php
	* <?php
	* echo $foo->bar_$baz;
	* ```
	* @constant {String} Encapsed#TYPE_OFFSET - `offset`
	* @memberOf module:php-parser
	*/
	Encapsed.TYPE_OFFSET = "offset";
	module.exports = Encapsed;
}));

// node_modules/php-parser/src/ast/encapsedpart.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_encapsedpart = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "encapsedpart";
	/**
	* Part of `Encapsed` node
	* @constructor EncapsedPart
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Expression} expression
	* @property {String} syntax
	* @property {Boolean} curly
	*/
	module.exports = Expression.extends(KIND, function EncapsedPart(expression, syntax, curly, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.expression = expression;
		this.syntax = syntax;
		this.curly = curly;
	});
}));

// node_modules/php-parser/src/ast/entry.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_entry = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "entry";
	/**
	* An array entry - see [Array](#array)
	* @memberOf module:php-parser
	* @constructor Entry
	* @extends {Expression}
	* @property {Node|null} key The entry key/offset
	* @property {Node} value The entry value
	* @property {Boolean} byRef By reference
	* @property {Boolean} unpack Argument unpacking
	*/
	module.exports = Expression.extends(KIND, function Entry(key, value, byRef, unpack, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.key = key;
		this.value = value;
		this.byRef = byRef;
		this.unpack = unpack;
	});
}));

// node_modules/php-parser/src/ast/enum.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_enum = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Declaration = require_declaration();
	const KIND = "enum";
	/**
	* A enum definition
	* @constructor Enum
	* @memberOf module:php-parser
	* @extends {Declaration}
	* @property {Identifier|null} valueType
	* @property {Identifier[]} implements
	* @property {Declaration[]} body
	* @property {AttrGroup[]} attrGroups
	*/
	module.exports = Declaration.extends(KIND, function Enum(name, valueType, impl, body, docs, location) {
		Declaration.apply(this, [
			KIND,
			name,
			docs,
			location
		]);
		this.valueType = valueType;
		this.implements = impl;
		this.body = body;
		this.attrGroups = [];
	});
}));

// node_modules/php-parser/src/ast/enumcase.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_enumcase = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "enumcase";
	/**
	* Declares a cases into the current scope
	* @constructor EnumCase
	* @memberOf module:php-parser
	* @extends {Node}
	* @property {string} name
	* @property {string|number|null} value
	*/
	module.exports = Node.extends(KIND, function EnumCase(name, value, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name;
		this.value = value;
	});
}));

// node_modules/php-parser/src/ast/error.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_error = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "error";
	/**
	* Defines an error node (used only on silentMode)
	* @constructor Error
	* @memberOf module:php-parser
	* @extends {Node}
	* @property {string} message
	* @property {number} line
	* @property {number|string} token
	* @property {string|array} expected
	*/
	module.exports = Node.extends(KIND, function Error(message, token, line, expected, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.message = message;
		this.token = token;
		this.line = line;
		this.expected = expected;
	});
}));

// node_modules/php-parser/src/ast/eval.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_eval = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "eval";
	/**
	* Defines an eval statement
	* @constructor Eval
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Node} source
	*/
	module.exports = Expression.extends(KIND, function Eval(source, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.source = source;
	});
}));

// node_modules/php-parser/src/ast/exit.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_exit = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "exit";
	/**
	* Defines an exit / die call
	* @constructor Exit
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Node|null} expression
	* @property {boolean} useDie
	*/
	module.exports = Expression.extends(KIND, function Exit(expression, useDie, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.expression = expression;
		this.useDie = useDie;
	});
}));

// node_modules/php-parser/src/ast/expressionstatement.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_expressionstatement = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "expressionstatement";
	/**
	* Defines an expression based statement
	* @constructor ExpressionStatement
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Expression} expression
	*/
	module.exports = Statement.extends(KIND, function ExpressionStatement(expr, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.expression = expr;
	});
}));

// node_modules/php-parser/src/ast/for.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_for = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "for";
	/**
	* Defines a for iterator
	* @constructor For
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Expression[]} init
	* @property {Expression[]} test
	* @property {Expression[]} increment
	* @property {Block | null} body
	* @property {boolean} shortForm
	* @see http://php.net/manual/en/control-structures.for.php
	*/
	module.exports = Statement.extends(KIND, function For(init, test, increment, body, shortForm, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.init = init;
		this.test = test;
		this.increment = increment;
		this.shortForm = shortForm;
		this.body = body;
	});
}));

// node_modules/php-parser/src/ast/foreach.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_foreach = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "foreach";
	/**
	* Defines a foreach iterator
	* @constructor Foreach
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Expression} source
	* @property {Expression|null} key
	* @property {Expression} value
	* @property {Block | null} body
	* @property {boolean} shortForm
	* @see http://php.net/manual/en/control-structures.foreach.php
	*/
	module.exports = Statement.extends(KIND, function Foreach(source, key, value, body, shortForm, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.source = source;
		this.key = key;
		this.value = value;
		this.shortForm = shortForm;
		this.body = body;
	});
}));

// node_modules/php-parser/src/ast/function.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_function = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Declaration = require_declaration();
	const KIND = "function";
	/**
	* Defines a classic function
	* @constructor Function
	* @memberOf module:php-parser
	* @extends {Declaration}
	* @property {Parameter[]} arguments
	* @property {Identifier} type
	* @property {boolean} byref
	* @property {boolean} nullable
	* @property {Block|null} body
	* @property {AttrGroup[]} attrGroups
	*/
	module.exports = Declaration.extends(KIND, function _Function(name, args, byref, type, nullable, docs, location) {
		Declaration.apply(this, [
			KIND,
			name,
			docs,
			location
		]);
		this.arguments = args;
		this.byref = byref;
		this.type = type;
		this.nullable = nullable;
		this.body = null;
		this.attrGroups = [];
	});
}));

// node_modules/php-parser/src/ast/global.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_global = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "global";
	/**
	* Imports a variable from the global scope
	* @constructor Global
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Variable[]} items
	*/
	module.exports = Statement.extends(KIND, function Global(items, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.items = items;
	});
}));

// node_modules/php-parser/src/ast/goto.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_goto = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "goto";
	/**
	* Defines goto statement
	* @constructor Goto
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {string} label
	* @see {Label}
	*/
	module.exports = Statement.extends(KIND, function Goto(label, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.label = label;
	});
}));

// node_modules/php-parser/src/ast/halt.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_halt = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "halt";
	/**
	* Halts the compiler execution
	* @constructor Halt
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {String} after - String after the halt statement
	* @see http://php.net/manual/en/function.halt-compiler.php
	*/
	module.exports = Statement.extends(KIND, function Halt(after, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.after = after;
	});
}));

// node_modules/php-parser/src/ast/identifier.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_identifier = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "identifier";
	/**
	* Defines an identifier node
	* @constructor Identifier
	* @memberOf module:php-parser
	* @extends {Node}
	* @property {string} name
	*/
	const Identifier = Node.extends(KIND, function Identifier(name, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name;
	});
	module.exports = Identifier;
}));

// node_modules/php-parser/src/ast/if.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_if = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "if";
	/**
	* Defines a if statement
	* @constructor If
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Expression} test
	* @property {Block} body
	* @property {Block|If|null} alternate
	* @property {boolean} shortForm
	*/
	module.exports = Statement.extends(KIND, function If(test, body, alternate, shortForm, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.test = test;
		this.body = body;
		this.alternate = alternate;
		this.shortForm = shortForm;
	});
}));

// node_modules/php-parser/src/ast/include.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_include = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "include";
	/**
	* Defines system include call
	* @constructor Include
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Node} target
	* @property {boolean} once
	* @property {boolean} require
	*/
	module.exports = Expression.extends(KIND, function Include(once, require, target, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.once = once;
		this.require = require;
		this.target = target;
	});
}));

// node_modules/php-parser/src/ast/inline.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_inline = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Literal = require_literal();
	const KIND = "inline";
	/**
	* Defines inline html output (treated as echo output)
	* @constructor Inline
	* @memberOf module:php-parser
	* @extends {Literal}
	* @property {string} value
	*/
	module.exports = Literal.extends(KIND, function Inline(value, raw, docs, location) {
		Literal.apply(this, [
			KIND,
			value,
			raw,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/interface.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_interface = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Declaration = require_declaration();
	const KIND = "interface";
	/**
	* An interface definition
	* @constructor Interface
	* @memberOf module:php-parser
	* @extends {Declaration}
	* @property {Identifier[]} extends
	* @property {Declaration[]} body
	* @property {AttrGroup[]} attrGroups
	*/
	module.exports = Declaration.extends(KIND, function Interface(name, ext, body, attrGroups, docs, location) {
		Declaration.apply(this, [
			KIND,
			name,
			docs,
			location
		]);
		this.extends = ext;
		this.body = body;
		this.attrGroups = attrGroups;
	});
}));

// node_modules/php-parser/src/ast/intersectiontype.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_intersectiontype = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Declaration = require_declaration();
	const KIND = "intersectiontype";
	/**
	* A union of types
	* @memberOf module:php-parser
	* @constructor IntersectionType
	* @extends {Declaration}
	* @property {TypeReference[]} types
	*/
	module.exports = Declaration.extends(KIND, function IntersectionType(types, docs, location) {
		Declaration.apply(this, [
			KIND,
			null,
			docs,
			location
		]);
		this.types = types;
	});
}));

// node_modules/php-parser/src/ast/isset.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_isset = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "isset";
	/**
	* Defines an isset call
	* @constructor Isset
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Expression[]} variables
	*/
	module.exports = Expression.extends(KIND, function Isset(variables, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.variables = variables;
	});
}));

// node_modules/php-parser/src/ast/label.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_label = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "label";
	/**
	* A label statement (referenced by goto)
	* @constructor Label
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {String} name
	*/
	module.exports = Statement.extends(KIND, function Label(name, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name;
	});
}));

// node_modules/php-parser/src/ast/list.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_list = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "list";
	/**
	* Defines list assignment
	* @constructor List
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {boolean} shortForm
	* @property {Entry[]} items
	*/
	module.exports = Expression.extends(KIND, function List(items, shortForm, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.items = items;
		this.shortForm = shortForm;
	});
}));

// node_modules/php-parser/src/ast/lookup.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_lookup = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expr = require_expression();
	const KIND = "lookup";
	/**
	* Lookup on an offset in the specified object
	* @constructor Lookup
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Expression} what
	* @property {Expression} offset
	*/
	module.exports = Expr.extends(KIND, function Lookup(kind, what, offset, docs, location) {
		Expr.apply(this, [
			kind || KIND,
			docs,
			location
		]);
		this.what = what;
		this.offset = offset;
	});
}));

// node_modules/php-parser/src/ast/magic.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_magic = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Literal = require_literal();
	const KIND = "magic";
	/**
	* Defines magic constant
	* @constructor Magic
	* @memberOf module:php-parser
	* @extends {Literal}
	*/
	module.exports = Literal.extends(KIND, function Magic(value, raw, docs, location) {
		Literal.apply(this, [
			KIND,
			value,
			raw,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/match.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_match = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "match";
	/**
	* Defines a match expression
	* @memberOf module:php-parser
	* @constructor Match
	* @extends {Expression}
	* @property {Expression} cond Condition expression to match against
	* @property {MatchArm[]} arms Arms for comparison
	*/
	module.exports = Expression.extends(KIND, function Match(cond, arms, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.cond = cond;
		this.arms = arms;
	});
}));

// node_modules/php-parser/src/ast/matcharm.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_matcharm = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "matcharm";
	/**
	* An array entry - see [Array](#array)
	* @memberOf module:php-parser
	* @constructor MatchArm
	* @extends {Expression}
	* @property {Expression[]|null} conds The match condition expression list - null indicates default arm
	* @property {Expression} body The return value expression
	*/
	module.exports = Expression.extends(KIND, function MatchArm(conds, body, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.conds = conds;
		this.body = body;
	});
}));

// node_modules/php-parser/src/ast/method.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_method = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Function_ = require_function();
	const KIND = "method";
	/**
	* Defines a class/interface/trait method
	* @constructor Method
	* @memberOf module:php-parser
	* @extends {Function}
	* @property {boolean} isAbstract
	* @property {boolean} isFinal
	* @property {boolean} isStatic
	* @property {string} visibility
	*/
	module.exports = Function_.extends(KIND, function Method() {
		Function_.apply(this, arguments);
		this.kind = KIND;
	});
}));

// node_modules/php-parser/src/ast/reference.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_reference = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "reference";
	/**
	* Defines a reference node
	* @constructor Reference
	* @memberOf module:php-parser
	* @extends {Node}
	*/
	const Reference = Node.extends(KIND, function Reference(kind, docs, location) {
		Node.apply(this, [
			kind || KIND,
			docs,
			location
		]);
	});
	module.exports = Reference;
}));

// node_modules/php-parser/src/ast/name.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_name = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Reference = require_reference();
	const KIND = "name";
	/**
	* Defines a class reference node
	* @constructor Name
	* @memberOf module:php-parser
	* @extends {Reference}
	* @property {string} name
	* @property {string} resolution
	*/
	const Name = Reference.extends(KIND, function Name(name, resolution, docs, location) {
		Reference.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name.replace(/\\$/, "");
		this.resolution = resolution;
	});
	/**
	* This is an identifier without a namespace separator, such as Foo
	* @constant {String} Name#UNQUALIFIED_NAME
	* @memberOf module:php-parser
	*/
	Name.UNQUALIFIED_NAME = "uqn";
	/**
	* This is an identifier with a namespace separator, such as Foo\Bar
	* @constant {String} Name#QUALIFIED_NAME
	* @memberOf module:php-parser
	*/
	Name.QUALIFIED_NAME = "qn";
	/**
	* This is an identifier with a namespace separator that begins with
	* a namespace separator, such as \Foo\Bar. The namespace \Foo is also
	* a fully qualified name.
	* @constant {String} Name#FULL_QUALIFIED_NAME
	* @memberOf module:php-parser
	*/
	Name.FULL_QUALIFIED_NAME = "fqn";
	/**
	* This is an identifier starting with namespace, such as namespace\Foo\Bar.
	* @constant {String} Name#RELATIVE_NAME
	* @memberOf module:php-parser
	*/
	Name.RELATIVE_NAME = "rn";
	module.exports = Name;
}));

// node_modules/php-parser/src/ast/namespace.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_namespace = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Block = require_block();
	const KIND = "namespace";
	/**
	* The main program node
	* @constructor Namespace
	* @memberOf module:php-parser
	* @extends {Block}
	* @property {string} name
	* @property {boolean} withBrackets
	*/
	module.exports = Block.extends(KIND, function Namespace(name, children, withBrackets, docs, location) {
		Block.apply(this, [
			KIND,
			children,
			docs,
			location
		]);
		this.name = name;
		this.withBrackets = withBrackets || false;
	});
}));

// node_modules/php-parser/src/ast/namedargument.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_namedargument = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "namedargument";
	/**
	* Named arguments.
	* @memberOf module:php-parser
	* @constructor namedargument
	* @extends {Expression}
	* @property {String} name
	* @property {Expression} value
	* @see https://www.php.net/manual/en/functions.arguments.php#functions.named-arguments
	*/
	module.exports = Expression.extends(KIND, function namedargument(name, value, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name;
		this.value = value;
	});
}));

// node_modules/php-parser/src/ast/new.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_new = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "new";
	/**
	* Creates a new instance of the specified class
	* @constructor New
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Identifier|Variable|Class} what
	* @property {Variable[]} arguments
	*/
	module.exports = Expression.extends(KIND, function New(what, args, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.what = what;
		this.arguments = args;
	});
}));

// node_modules/php-parser/src/ast/noop.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_noop = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "noop";
	/**
	* Ignore this node, it implies a no operation block, for example :
	* [$foo, $bar, /* here a noop node * /]
	* @constructor Noop
	* @memberOf module:php-parser
	* @extends {Node}
	*/
	module.exports = Node.extends(KIND, function Noop(docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/nowdoc.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_nowdoc = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Literal = require_literal();
	const KIND = "nowdoc";
	/**
	* Defines a nowdoc string
	* @constructor NowDoc
	* @memberOf module:php-parser
	* @extends {Literal}
	* @property {string} label
	* @property {string} raw
	* @property {string} value
	*/
	module.exports = Literal.extends(KIND, function Nowdoc(value, raw, label, docs, location) {
		Literal.apply(this, [
			KIND,
			value,
			raw,
			docs,
			location
		]);
		this.label = label;
	});
}));

// node_modules/php-parser/src/ast/nullkeyword.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_nullkeyword = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "nullkeyword";
	/**
	* Represents the null keyword
	* @constructor NullKeyword
	* @memberOf module:php-parser
	* @extends {Node}
	*/
	module.exports = Node.extends(KIND, function NullKeyword(raw, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.raw = raw;
	});
}));

// node_modules/php-parser/src/ast/nullsafepropertylookup.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_nullsafepropertylookup = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Lookup = require_lookup();
	const KIND = "nullsafepropertylookup";
	/**
	* Lookup to an object property
	* @memberOf module:php-parser
	* @constructor NullSafePropertyLookup
	* @extends {Lookup}
	*/
	module.exports = Lookup.extends(KIND, function NullSafePropertyLookup(what, offset, docs, location) {
		Lookup.apply(this, [
			KIND,
			what,
			offset,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/number.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_number = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Literal = require_literal();
	const KIND = "number";
	/**
	* Defines a numeric value
	* @constructor Number
	* @memberOf module:php-parser
	* @extends {Literal}
	* @property {number} value
	*/
	module.exports = Literal.extends(KIND, function Number(value, raw, docs, location) {
		Literal.apply(this, [
			KIND,
			value,
			raw,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/offsetlookup.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_offsetlookup = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Lookup = require_lookup();
	const KIND = "offsetlookup";
	/**
	* Lookup on an offset in an array
	* @constructor OffsetLookup
	* @memberOf module:php-parser
	* @extends {Lookup}
	*/
	module.exports = Lookup.extends(KIND, function OffsetLookup(what, offset, docs, location) {
		Lookup.apply(this, [
			KIND,
			what,
			offset,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/parameter.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_parameter = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Declaration = require_declaration();
	const KIND = "parameter";
	/**
	* @memberOf module:php-parser
	* @typedef {1} MODIFIER_PUBLIC
	**/
	/**
	* @memberOf module:php-parser
	* @typedef {2} MODIFIER_PROTECTED
	**/
	/**
	* @memberOf module:php-parser
	* @typedef {4} MODIFIER_PRIVATE
	**/
	/**
	* Defines a function parameter
	* @constructor Parameter
	* @memberOf module:php-parser
	* @extends {Declaration}
	* @property {Identifier|null} type
	* @property {Node|null} value
	* @property {boolean} byref
	* @property {boolean} variadic
	* @property {boolean} readonly
	* @property {boolean} nullable
	* @property {AttrGroup[]} attrGroups
	* @property {MODIFIER_PUBLIC|MODIFIER_PROTECTED|MODIFIER_PRIVATE} flags
	* @property {PropertyHook[]} hooks
	* @property {MODIFIER_PUBLIC|MODIFIER_PROTECTED|MODIFIER_PRIVATE} flagsSet
	*/
	module.exports = Declaration.extends(KIND, function Parameter(name, type, value, isRef, isVariadic, readonly, nullable, flags, hooks, flagsSet, docs, location) {
		Declaration.apply(this, [
			KIND,
			name,
			docs,
			location
		]);
		this.value = value;
		this.type = type;
		this.byref = isRef;
		this.variadic = isVariadic;
		this.readonly = readonly;
		this.nullable = nullable;
		this.flags = flags || 0;
		this.hooks = hooks || [];
		this.flagsSet = flagsSet || 0;
		this.attrGroups = [];
	});
}));

// node_modules/php-parser/src/ast/parentreference.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_parentreference = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Reference = require_reference();
	const KIND = "parentreference";
	/**
	* Defines a class reference node
	* @constructor ParentReference
	* @memberOf module:php-parser
	* @extends {Reference}
	*/
	const ParentReference = Reference.extends(KIND, function ParentReference(raw, docs, location) {
		Reference.apply(this, [
			KIND,
			docs,
			location
		]);
		this.raw = raw;
	});
	module.exports = ParentReference;
}));

// node_modules/php-parser/src/ast/post.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_post = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Operation = require_operation();
	const KIND = "post";
	/**
	* Defines a post operation `$i++` or `$i--`
	* @constructor Post
	* @memberOf module:php-parser
	* @extends {Operation}
	* @property {String} type
	* @property {Variable} what
	*/
	module.exports = Operation.extends(KIND, function Post(type, what, docs, location) {
		Operation.apply(this, [
			KIND,
			docs,
			location
		]);
		this.type = type;
		this.what = what;
	});
}));

// node_modules/php-parser/src/ast/pre.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_pre = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Operation = require_operation();
	const KIND = "pre";
	/**
	* Defines a pre operation `++$i` or `--$i`
	* @constructor Pre
	* @memberOf module:php-parser
	* @extends {Operation}
	* @property {String} type
	* @property {Variable} what
	*/
	module.exports = Operation.extends(KIND, function Pre(type, what, docs, location) {
		Operation.apply(this, [
			KIND,
			docs,
			location
		]);
		this.type = type;
		this.what = what;
	});
}));

// node_modules/php-parser/src/ast/print.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_print = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "print";
	/**
	* Outputs
	* @constructor Print
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Expression} expression
	*/
	module.exports = Expression.extends(KIND, function Print(expression, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.expression = expression;
	});
}));

// node_modules/php-parser/src/ast/program.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_program = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Block = require_block();
	const KIND = "program";
	/**
	* The main program node
	* @constructor Program
	* @memberOf module:php-parser
	* @extends {Block}
	* @property {Error[]} errors
	* @property {Comment[]|null} comments
	* @property {String[]|null} tokens
	*/
	module.exports = Block.extends(KIND, function Program(children, errors, comments, tokens, docs, location) {
		Block.apply(this, [
			KIND,
			children,
			docs,
			location
		]);
		this.errors = errors;
		if (comments) this.comments = comments;
		if (tokens) this.tokens = tokens;
	});
}));

// node_modules/php-parser/src/ast/property.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_property = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "property";
	/**
	* Defines a class property
	* @constructor Property
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {string} name
	* @property {Node|null} value
	* @property {boolean} readonly
	* @property {boolean} nullable
	* @property {Identifier|Array<Identifier>|null} type
	* @property {AttrGroup[]} attrGroups
	* @property {PropertyHook[]} hooks
	*/
	module.exports = Statement.extends(KIND, function Property(name, value, readonly, nullable, type, attrGroups, hooks, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name;
		this.value = value;
		this.readonly = readonly;
		this.nullable = nullable;
		this.type = type;
		this.attrGroups = attrGroups;
		this.hooks = hooks || [];
	});
}));

// node_modules/php-parser/src/ast/propertyhook.js
/**
* Copyright (C) 2024 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_propertyhook = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "propertyhook";
	/**
	* Defines a class property hook getter & setter
	*
	* @constructor PropertyHook
	* @memberOf module:php-parser
	* @extends {Node}
	* @property {string} name
	* @property {Boolean} isFinal
	* @property {Boolean} byref
	* @property {Parameter|null} parameter
	* @property {Block|Expression|null} body
	* @property {AttrGroup[]} attrGroups
	*/
	module.exports = Node.extends(KIND, function PropertyHook(name, isFinal, byref, parameter, body, attrGroups, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name;
		this.isFinal = isFinal;
		this.byref = byref;
		this.parameter = parameter;
		this.body = body;
		this.attrGroups = attrGroups || [];
	});
}));

// node_modules/php-parser/src/ast/propertylookup.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_propertylookup = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Lookup = require_lookup();
	const KIND = "propertylookup";
	/**
	* Lookup to an object property
	* @memberOf module:php-parser
	* @constructor PropertyLookup
	* @extends {Lookup}
	*/
	module.exports = Lookup.extends(KIND, function PropertyLookup(what, offset, docs, location) {
		Lookup.apply(this, [
			KIND,
			what,
			offset,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/propertystatement.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_propertystatement = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "propertystatement";
	const IS_UNDEFINED = "";
	const VISIBILITY_MAP = [
		"public",
		"protected",
		"private"
	];
	/**
	* Declares a properties into the current scope
	* @constructor PropertyStatement
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Property[]} properties
	* @property {string|null} visibility
	* @property {string|null} visibilitySet
	* @property {boolean} isStatic
	* @property {boolean} isAbstract
	* @property {boolean} isFinal
	*/
	const PropertyStatement = Statement.extends(KIND, function PropertyStatement(kind, properties, flags, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.properties = properties;
		this.parseFlags(flags);
	});
	/**
	* Generic flags parser
	* @function PropertyStatement#parseFlags
	* @memberOf module:php-parser
	* @param {Array<number|null>} flags
	* @return {void}
	*/
	PropertyStatement.prototype.parseFlags = function(flags) {
		const [getVis, setVis] = flags[0];
		if (getVis === -1) this.visibility = IS_UNDEFINED;
		else if (getVis === null) this.visibility = null;
		else this.visibility = VISIBILITY_MAP[getVis];
		this.isStatic = flags[1] === 1;
		this.isAbstract = flags[2] === 1;
		this.isFinal = flags[2] === 2;
		this.visibilitySet = setVis !== -1 ? VISIBILITY_MAP[setVis] : null;
	};
	module.exports = PropertyStatement;
}));

// node_modules/php-parser/src/ast/retif.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_retif = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "retif";
	/**
	* Defines a short if statement that returns a value
	* @constructor RetIf
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Expression} test
	* @property {Expression} trueExpr
	* @property {Expression} falseExpr
	*/
	module.exports = Expression.extends(KIND, function RetIf(test, trueExpr, falseExpr, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.test = test;
		this.trueExpr = trueExpr;
		this.falseExpr = falseExpr;
	});
}));

// node_modules/php-parser/src/ast/return.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_return = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "return";
	/**
	* A continue statement
	* @constructor Return
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Expression|null} expr
	*/
	module.exports = Statement.extends(KIND, function Return(expr, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.expr = expr;
	});
}));

// node_modules/php-parser/src/ast/selfreference.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_selfreference = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Reference = require_reference();
	const KIND = "selfreference";
	/**
	* Defines a class reference node
	* @constructor SelfReference
	* @memberOf module:php-parser
	* @extends {Reference}
	*/
	const SelfReference = Reference.extends(KIND, function SelfReference(raw, docs, location) {
		Reference.apply(this, [
			KIND,
			docs,
			location
		]);
		this.raw = raw;
	});
	module.exports = SelfReference;
}));

// node_modules/php-parser/src/ast/silent.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_silent = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "silent";
	/**
	* Avoids to show/log warnings & notices from the inner expression
	* @constructor Silent
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Expression} expr
	*/
	module.exports = Expression.extends(KIND, function Silent(expr, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.expr = expr;
	});
}));

// node_modules/php-parser/src/ast/static.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_static = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "static";
	/**
	* Declares a static variable into the current scope
	* @constructor Static
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {StaticVariable[]} variables
	*/
	module.exports = Statement.extends(KIND, function Static(variables, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.variables = variables;
	});
}));

// node_modules/php-parser/src/ast/staticvariable.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_staticvariable = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "staticvariable";
	/**
	* Defines a constant
	* @constructor StaticVariable
	* @memberOf module:php-parser
	* @extends {Node}
	* @property {Variable} variable
	* @property {Node|string|number|boolean|null} defaultValue
	*/
	module.exports = Node.extends(KIND, function StaticVariable(variable, defaultValue, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.variable = variable;
		this.defaultValue = defaultValue;
	});
}));

// node_modules/php-parser/src/ast/staticlookup.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_staticlookup = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Lookup = require_lookup();
	const KIND = "staticlookup";
	/**
	* Lookup to a static property
	* @constructor StaticLookup
	* @memberOf module:php-parser
	* @extends {Lookup}
	*/
	module.exports = Lookup.extends(KIND, function StaticLookup(what, offset, docs, location) {
		Lookup.apply(this, [
			KIND,
			what,
			offset,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/staticreference.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_staticreference = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Reference = require_reference();
	const KIND = "staticreference";
	/**
	* Defines a class reference node
	* @constructor StaticReference
	* @memberOf module:php-parser
	* @extends {Reference}
	*/
	const StaticReference = Reference.extends(KIND, function StaticReference(raw, docs, location) {
		Reference.apply(this, [
			KIND,
			docs,
			location
		]);
		this.raw = raw;
	});
	module.exports = StaticReference;
}));

// node_modules/php-parser/src/ast/string.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_string = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Literal = require_literal();
	const KIND = "string";
	/**
	* Defines a string (simple or double quoted) - chars are already escaped
	* @constructor String
	* @memberOf module:php-parser
	* @extends {Literal}
	* @property {boolean} unicode
	* @property {boolean} isDoubleQuote
	* @see {Encapsed}
	* @property {string} value
	*/
	module.exports = Literal.extends(KIND, function String(isDoubleQuote, value, unicode, raw, docs, location) {
		Literal.apply(this, [
			KIND,
			value,
			raw,
			docs,
			location
		]);
		this.unicode = unicode;
		this.isDoubleQuote = isDoubleQuote;
	});
}));

// node_modules/php-parser/src/ast/switch.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_switch = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "switch";
	/**
	* Defines a switch statement
	* @constructor Switch
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Expression} test
	* @property {Block} body
	* @property {boolean} shortForm
	*/
	module.exports = Statement.extends(KIND, function Switch(test, body, shortForm, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.test = test;
		this.body = body;
		this.shortForm = shortForm;
	});
}));

// node_modules/php-parser/src/ast/throw.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_throw = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "throw";
	/**
	* Defines a throw statement
	* @constructor Throw
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Expression} what
	*/
	module.exports = Statement.extends(KIND, function Throw(what, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.what = what;
	});
}));

// node_modules/php-parser/src/ast/trait.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_trait = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Declaration = require_declaration();
	const KIND = "trait";
	/**
	* A trait definition
	* @constructor Trait
	* @memberOf module:php-parser
	* @extends {Declaration}
	* @property {Declaration[]} body
	*/
	module.exports = Declaration.extends(KIND, function Trait(name, body, docs, location) {
		Declaration.apply(this, [
			KIND,
			name,
			docs,
			location
		]);
		this.body = body;
	});
}));

// node_modules/php-parser/src/ast/traitalias.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_traitalias = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "traitalias";
	const IS_UNDEFINED = "";
	const IS_PUBLIC = "public";
	const IS_PROTECTED = "protected";
	const IS_PRIVATE = "private";
	/**
	* Defines a trait alias
	* @constructor TraitAlias
	* @memberOf module:php-parser
	* @extends {Node}
	* @property {Identifier|null} trait
	* @property {Identifier} method
	* @property {Identifier|null} as
	* @property {string|null} visibility
	*/
	module.exports = Node.extends(KIND, function TraitAlias(trait, method, as, flags, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.trait = trait;
		this.method = method;
		this.as = as;
		this.visibility = IS_UNDEFINED;
		if (flags) {
			const getVis = flags[0][0];
			if (getVis === 0) this.visibility = IS_PUBLIC;
			else if (getVis === 1) this.visibility = IS_PROTECTED;
			else if (getVis === 2) this.visibility = IS_PRIVATE;
		}
	});
}));

// node_modules/php-parser/src/ast/traitprecedence.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_traitprecedence = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "traitprecedence";
	/**
	* Defines a trait alias
	* @constructor TraitPrecedence
	* @memberOf module:php-parser
	* @extends {Node}
	* @property {Identifier|null} trait
	* @property {Identifier} method
	* @property {Identifier[]} instead
	*/
	module.exports = Node.extends(KIND, function TraitPrecedence(trait, method, instead, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.trait = trait;
		this.method = method;
		this.instead = instead;
	});
}));

// node_modules/php-parser/src/ast/traituse.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_traituse = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "traituse";
	/**
	* Defines a trait usage
	* @constructor TraitUse
	* @memberOf module:php-parser
	* @extends {Node}
	* @property {Identifier[]} traits
	* @property {Node[]|null} adaptations
	*/
	module.exports = Node.extends(KIND, function TraitUse(traits, adaptations, docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
		this.traits = traits;
		this.adaptations = adaptations;
	});
}));

// node_modules/php-parser/src/ast/try.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_try = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "try";
	/**
	* Defines a try statement
	* @constructor Try
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Block} body
	* @property {Catch[]} catches
	* @property {Block} always
	*/
	module.exports = Statement.extends(KIND, function Try(body, catches, always, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.body = body;
		this.catches = catches;
		this.always = always;
	});
}));

// node_modules/php-parser/src/ast/typereference.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_typereference = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Reference = require_reference();
	const KIND = "typereference";
	/**
	* Defines a class reference node
	* @constructor TypeReference
	* @memberOf module:php-parser
	* @extends {Reference}
	* @property {string} name
	*/
	const TypeReference = Reference.extends(KIND, function TypeReference(name, raw, docs, location) {
		Reference.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name;
		this.raw = raw;
	});
	TypeReference.types = [
		"int",
		"float",
		"string",
		"bool",
		"object",
		"array",
		"callable",
		"iterable",
		"void",
		"static",
		"null",
		"never",
		"mixed",
		"true",
		"false"
	];
	module.exports = TypeReference;
}));

// node_modules/php-parser/src/ast/unary.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_unary = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Operation = require_operation();
	const KIND = "unary";
	/**
	* Unary operations
	* @constructor Unary
	* @memberOf module:php-parser
	* @extends {Operation}
	* @property {string} type
	* @property {Expression} what
	*/
	module.exports = Operation.extends(KIND, function Unary(type, what, docs, location) {
		Operation.apply(this, [
			KIND,
			docs,
			location
		]);
		this.type = type;
		this.what = what;
	});
}));

// node_modules/php-parser/src/ast/uniontype.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_uniontype = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Declaration = require_declaration();
	const KIND = "uniontype";
	/**
	* A union of types
	* @memberOf module:php-parser
	* @constructor UnionType
	* @extends {Declaration}
	* @property {TypeReference[]} types
	*/
	module.exports = Declaration.extends(KIND, function UnionType(types, docs, location) {
		Declaration.apply(this, [
			KIND,
			null,
			docs,
			location
		]);
		this.types = types;
	});
}));

// node_modules/php-parser/src/ast/unset.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_unset = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "unset";
	/**
	* Deletes references to a list of variables
	* @constructor Unset
	* @memberOf module:php-parser
	* @extends {Statement}
	*/
	module.exports = Statement.extends(KIND, function Unset(variables, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.variables = variables;
	});
}));

// node_modules/php-parser/src/ast/usegroup.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_usegroup = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "usegroup";
	/**
	* Defines a use statement (with a list of use items)
	* @constructor UseGroup
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {string|null} name
	* @property {string|null} type - Possible value : function, const
	* @property {UseItem[]} items
	* @see {Namespace}
	* @see http://php.net/manual/en/language.namespaces.importing.php
	*/
	module.exports = Statement.extends(KIND, function UseGroup(name, type, items, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name;
		this.type = type;
		this.items = items;
	});
}));

// node_modules/php-parser/src/ast/useitem.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_useitem = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "useitem";
	/**
	* Defines a use statement (from namespace)
	* @constructor UseItem
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {string} name
	* @property {string|null} type - Possible value : function, const
	* @property {Identifier|null} alias
	* @see {Namespace}
	* @see http://php.net/manual/en/language.namespaces.importing.php
	*/
	const UseItem = Statement.extends(KIND, function UseItem(name, alias, type, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name;
		this.alias = alias;
		this.type = type;
	});
	/**
	* Importing a constant
	* @constant {string} UseItem#TYPE_CONST
	* @memberOf module:php-parser
	*/
	UseItem.TYPE_CONST = "const";
	/**
	* Importing a function
	* @constant {string} UseItem#TYPE_FUNC
	* @memberOf module:php-parser
	*/
	UseItem.TYPE_FUNCTION = "function";
	module.exports = UseItem;
}));

// node_modules/php-parser/src/ast/variable.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_variable = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "variable";
	/**
	* Any expression node. Since the left-hand side of an assignment may
	* be any expression in general, an expression can also be a pattern.
	* @constructor Variable
	* @memberOf module:php-parser
	* @extends {Expression}
	* @example
	* // PHP code :
	* $foo
	* // AST output
	* {
	*  "kind": "variable",
	*  "name": "foo",
	*  "curly": false
	* }
	* @property {string|Node} name The variable name (can be a complex expression when the name is resolved dynamically)
	* @property {boolean} curly Indicate if the name is defined between curlies, ex `${foo}`
	*/
	module.exports = Expression.extends(KIND, function Variable(name, curly, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.name = name;
		this.curly = curly || false;
	});
}));

// node_modules/php-parser/src/ast/variadic.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_variadic = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "variadic";
	/**
	* Introduce a list of items into the arguments of the call
	* @constructor Variadic
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Array|Expression} what
	* @see https://wiki.php.net/rfc/argument_unpacking
	*/
	module.exports = Expression.extends(KIND, function variadic(what, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.what = what;
	});
}));

// node_modules/php-parser/src/ast/variadicplaceholder.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_variadicplaceholder = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Node = require_node();
	const KIND = "variadicplaceholder";
	/**
	* Defines a variadic placeholder (the ellipsis in PHP 8.1+'s first-class callable syntax)
	* @constructor VariadicPlaceholder
	* @memberOf module:php-parser
	* @extends {Node}
	* @see {Namespace}
	* @see http://php.net/manual/en/language.namespaces.importing.php
	*/
	module.exports = Node.extends(KIND, function VariadicPlaceholder(docs, location) {
		Node.apply(this, [
			KIND,
			docs,
			location
		]);
	});
}));

// node_modules/php-parser/src/ast/while.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_while = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Statement = require_statement();
	const KIND = "while";
	/**
	* Defines a while statement
	* @constructor While
	* @memberOf module:php-parser
	* @extends {Statement}
	* @property {Expression} test
	* @property {Block | null} body
	* @property {boolean} shortForm
	*/
	module.exports = Statement.extends(KIND, function While(test, body, shortForm, docs, location) {
		Statement.apply(this, [
			KIND,
			docs,
			location
		]);
		this.test = test;
		this.body = body;
		this.shortForm = shortForm;
	});
}));

// node_modules/php-parser/src/ast/yield.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_yield = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "yield";
	/**
	* Defines a yield generator statement
	* @constructor Yield
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Expression|null} value
	* @property {Expression|null} key
	* @see http://php.net/manual/en/language.generators.syntax.php
	*/
	module.exports = Expression.extends(KIND, function Yield(value, key, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.value = value;
		this.key = key;
	});
}));

// node_modules/php-parser/src/ast/yieldfrom.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_yieldfrom = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Expression = require_expression();
	const KIND = "yieldfrom";
	/**
	* Defines a yield from generator statement
	* @constructor YieldFrom
	* @memberOf module:php-parser
	* @extends {Expression}
	* @property {Expression} value
	* @see http://php.net/manual/en/language.generators.syntax.php
	*/
	module.exports = Expression.extends(KIND, function YieldFrom(value, docs, location) {
		Expression.apply(this, [
			KIND,
			docs,
			location
		]);
		this.value = value;
	});
}));

// node_modules/php-parser/src/ast.js
/**
* Copyright (C) 2018 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_ast = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Location = require_location();
	const Position = require_position();
	/**
	* ## Class hierarchy
	*
	* - [Location](#location)
	* - [Position](#position)
	* - [Node](#node)
	*   - [Noop](#noop)
	*   - [NullKeyword](#nullkeyword)
	*   - [StaticVariable](#staticvariable)
	*   - [EncapsedPart](#encapsedpart)
	*   - [Constant](#constant)
	*   - [Identifier](#identifier)
	*   - [Reference](#reference)
	*     - [TypeReference](#typereference)
	*     - [ParentReference](#parentreference)
	*     - [StaticReference](#staticreference)
	*     - [SelfReference](#selfreference)
	*     - [Name](#name)
	*   - [TraitUse](#traituse)
	*   - [TraitAlias](#traitalias)
	*   - [TraitPrecedence](#traitprecedence)
	*   - [Comment](#comment)
	*     - [CommentLine](#commentline)
	*     - [CommentBlock](#commentblock)
	*   - [Error](#error)
	*   - [Expression](#expression)
	*     - [Entry](#entry)
	*     - [ArrowFunc](#arrowfunc)
	*     - [Closure](#closure)
	*     - [ByRef](#byref)
	*     - [Silent](#silent)
	*     - [RetIf](#retif)
	*     - [New](#new)
	*     - [Include](#include)
	*     - [Call](#call)
	*     - [Eval](#eval)
	*     - [Exit](#exit)
	*     - [Clone](#clone)
	*     - [Assign](#assign)
	*     - [AssignRef](#assignref)
	*     - [Array](#array)
	*     - [List](#list)
	*     - [Variable](#variable)
	*     - [Variadic](#variadic)
	*     - [Yield](#yield)
	*     - [YieldFrom](#yieldfrom)
	*     - [Print](#print)
	*     - [Isset](#isset)
	*     - [Empty](#empty)
	*     - [Lookup](#lookup)
	*       - [PropertyLookup](#propertylookup)
	*       - [StaticLookup](#staticlookup)
	*       - [OffsetLookup](#offsetlookup)
	*     - [Operation](#operation)
	*       - [Pre](#pre)
	*       - [Post](#post)
	*       - [Bin](#bin)
	*       - [Unary](#unary)
	*       - [Cast](#cast)
	*     - [Literal](#literal)
	*       - [Boolean](#boolean)
	*       - [String](#string)
	*       - [Number](#number)
	*       - [Inline](#inline)
	*       - [Magic](#magic)
	*       - [Nowdoc](#nowdoc)
	*       - [Encapsed](#encapsed)
	*   - [Statement](#statement)
	*     - [ConstantStatement](#constantstatement)
	*       - [ClassConstant](#classconstant)
	*     - [Return](#return)
	*     - [Label](#label)
	*     - [Continue](#continue)
	*     - [Case](#case)
	*     - [Break](#break)
	*     - [Echo](#echo)
	*     - [Unset](#unset)
	*     - [Halt](#halt)
	*     - [Declare](#declare)
	*     - [Global](#global)
	*     - [Static](#static)
	*     - [If](#if)
	*     - [Do](#do)
	*     - [While](#while)
	*     - [For](#for)
	*     - [Foreach](#foreach)
	*     - [Switch](#switch)
	*     - [Goto](#goto)
	*     - [Try](#try)
	*     - [Catch](#catch)
	*     - [Throw](#throw)
	*     - [UseGroup](#usegroup)
	*     - [UseItem](#useitem)
	*     - [Block](#block)
	*       - [Program](#program)
	*       - [Namespace](#namespace)
	*     - [PropertyStatement](#propertystatement)
	*     - [Property](#property)
	*       - [PropertyHook](#propertyhook)
	*     - [Declaration](#declaration)
	*       - [Class](#class)
	*       - [Interface](#interface)
	*       - [Trait](#trait)
	*       - [Function](#function)
	*         - [Method](#method)
	*       - [Parameter](#parameter)
	* ---
	*/
	/**
	* The AST builder class
	* @constructor AST
	* @memberOf module:php-parser
	* @tutorial AST
	* @property {Boolean} withPositions - Should locate any node (by default false)
	* @property {Boolean} withSource - Should extract the node original code (by default false)
	*/
	const AST = function(withPositions, withSource) {
		this.withPositions = withPositions;
		this.withSource = withSource;
	};
	AST.precedence = {};
	[
		["or"],
		["xor"],
		["and"],
		["="],
		["?"],
		["??"],
		["||"],
		["&&"],
		["|"],
		["^"],
		["&"],
		[
			"==",
			"!=",
			"===",
			"!==",
			"<=>"
		],
		[
			"<",
			"<=",
			">",
			">="
		],
		["<<", ">>"],
		[
			"+",
			"-",
			"."
		],
		[
			"*",
			"/",
			"%"
		],
		["!"],
		["instanceof"],
		[
			"u-",
			"u+",
			"u~"
		],
		["cast", "silent"],
		["**"]
	].forEach(function(list, index) {
		list.forEach(function(operator) {
			AST.precedence[operator] = index + 1;
		});
	});
	/**
	* @private
	* @function AST#isRightAssociative
	* @memberOf module:php-parser
	* @param operator
	* @return {boolean}
	*/
	AST.prototype.isRightAssociative = function(operator) {
		return operator === "**" || operator === "??";
	};
	/**
	* Change parent node informations after swapping childs
	* @private
	* @function AST#swapLocations
	* @memberOf module:php-parser
	*/
	AST.prototype.swapLocations = function(target, first, last, parser) {
		if (this.withPositions) {
			if (!target || !target.loc || !first || !first.loc || !last || !last.loc) return;
			target.loc.start = first.loc.start;
			target.loc.end = last.loc.end;
			if (this.withSource) target.loc.source = parser.lexer._input.substring(target.loc.start.offset, target.loc.end.offset);
		}
	};
	/**
	* Includes locations from first & last into the target
	* @private
	* @function AST#resolveLocations
	* @memberOf module:php-parser
	*/
	AST.prototype.resolveLocations = function(target, first, last, parser) {
		if (this.withPositions) {
			if (!target || !target.loc || !first || !first.loc || !last || !last.loc) return;
			if (target.loc.start.offset > first.loc.start.offset) target.loc.start = first.loc.start;
			/* istanbul ignore next */
			if (target.loc.end.offset < last.loc.end.offset) target.loc.end = last.loc.end;
			if (this.withSource) target.loc.source = parser.lexer._input.substring(target.loc.start.offset, target.loc.end.offset);
		}
	};
	/**
	* Check and fix precence, by default using right
	* @private
	* @function AST#resolvePrecedence
	* @memberOf module:php-parser
	*/
	AST.prototype.resolvePrecedence = function(result, parser) {
		let buffer, lLevel, rLevel;
		if (result.kind === "call") this.resolveLocations(result, result.what, result, parser);
		else if (result.kind === "propertylookup" || result.kind === "nullsafepropertylookup" || result.kind === "staticlookup" || result.kind === "offsetlookup" && result.offset) this.resolveLocations(result, result.what, result.offset, parser);
		else if (result.kind === "bin") {
			if (result.right && !result.right.parenthesizedExpression) {
				if (result.right.kind === "bin") {
					lLevel = AST.precedence[result.type];
					rLevel = AST.precedence[result.right.type];
					if (lLevel && rLevel && rLevel <= lLevel && (result.type !== result.right.type || !this.isRightAssociative(result.type))) {
						buffer = result.right;
						result.right = result.right.left;
						this.swapLocations(result, result.left, result.right, parser);
						buffer.left = this.resolvePrecedence(result, parser);
						this.swapLocations(buffer, buffer.left, buffer.right, parser);
						result = buffer;
					}
				} else if (result.right.kind === "retif") {
					lLevel = AST.precedence[result.type];
					rLevel = AST.precedence["?"];
					if (lLevel && rLevel && rLevel <= lLevel) {
						buffer = result.right;
						result.right = result.right.test;
						this.swapLocations(result, result.left, result.right, parser);
						buffer.test = this.resolvePrecedence(result, parser);
						this.swapLocations(buffer, buffer.test, buffer.falseExpr, parser);
						result = buffer;
					}
				}
			}
		} else if ((result.kind === "silent" || result.kind === "cast") && result.expr && !result.expr.parenthesizedExpression) {
			if (result.expr.kind === "bin") {
				buffer = result.expr;
				result.expr = result.expr.left;
				this.swapLocations(result, result, result.expr, parser);
				buffer.left = this.resolvePrecedence(result, parser);
				this.swapLocations(buffer, buffer.left, buffer.right, parser);
				result = buffer;
			} else if (result.expr.kind === "retif") {
				buffer = result.expr;
				result.expr = result.expr.test;
				this.swapLocations(result, result, result.expr, parser);
				buffer.test = this.resolvePrecedence(result, parser);
				this.swapLocations(buffer, buffer.test, buffer.falseExpr, parser);
				result = buffer;
			}
		} else if (result.kind === "unary") {
			if (result.what && !result.what.parenthesizedExpression) {
				if (result.what.kind === "bin") {
					lLevel = AST.precedence["u" + result.type] || AST.precedence[result.type];
					rLevel = AST.precedence[result.what.type];
					if (lLevel && rLevel && rLevel < lLevel) {
						buffer = result.what;
						result.what = result.what.left;
						this.swapLocations(result, result, result.what, parser);
						buffer.left = this.resolvePrecedence(result, parser);
						this.swapLocations(buffer, buffer.left, buffer.right, parser);
						result = buffer;
					}
				} else if (result.what.kind === "retif") {
					buffer = result.what;
					result.what = result.what.test;
					this.swapLocations(result, result, result.what, parser);
					buffer.test = this.resolvePrecedence(result, parser);
					this.swapLocations(buffer, buffer.test, buffer.falseExpr, parser);
					result = buffer;
				}
			}
		} else if (result.kind === "retif") {
			if (result.falseExpr && result.falseExpr.kind === "retif" && !result.falseExpr.parenthesizedExpression) {
				buffer = result.falseExpr;
				result.falseExpr = buffer.test;
				this.swapLocations(result, result.test, result.falseExpr, parser);
				buffer.test = this.resolvePrecedence(result, parser);
				this.swapLocations(buffer, buffer.test, buffer.falseExpr, parser);
				result = buffer;
			}
		} else if (result.kind === "assign") {
			if (result.right && result.right.kind === "bin" && !result.right.parenthesizedExpression) {
				lLevel = AST.precedence["="];
				rLevel = AST.precedence[result.right.type];
				if (lLevel && rLevel && rLevel < lLevel) {
					buffer = result.right;
					result.right = result.right.left;
					buffer.left = result;
					this.swapLocations(buffer, buffer.left, result.right, parser);
					result = buffer;
				}
			}
		} else if (result.kind === "expressionstatement") this.swapLocations(result, result.expression, result, parser);
		return result;
	};
	/**
	* Prepares an AST node
	* @private
	* @function AST#prepare
	* @memberOf module:php-parser
	* @param {String|null} kind - Defines the node type
	* @param {*} docs - (if null, the kind must be passed at the function call)
	* @param {Parser} parser - The parser instance (use for extracting locations)
	* @return {Function}
	*/
	AST.prototype.prepare = function(kind, docs, parser) {
		let start = null;
		if (this.withPositions || this.withSource) start = parser.position();
		const self = this;
		const result = function() {
			const args = Array.prototype.slice.call(arguments);
			args.push(docs);
			if (self.withPositions || self.withSource) {
				let nodeStart = start;
				let nodeEnd = new Position(parser.prev[0], parser.prev[1], parser.prev[2]);
				if (nodeStart.offset > nodeEnd.offset) {
					const tmp = nodeStart;
					nodeStart = nodeEnd;
					nodeEnd = tmp;
				}
				let src = null;
				if (self.withSource) src = parser.lexer._input.substring(nodeStart.offset, nodeEnd.offset);
				const location = new Location(src, nodeStart, nodeEnd);
				args.push(location);
			}
			if (!kind) kind = args.shift();
			const node = self[kind];
			if (typeof node !== "function") throw new Error("Undefined node \"" + kind + "\"");
			const astNode = Object.create(node.prototype);
			node.apply(astNode, args);
			result.instance = astNode;
			/* istanbul ignore next */
			if (result.trailingComments) astNode.trailingComments = result.trailingComments;
			if (typeof result.postBuild === "function") result.postBuild(astNode);
			if (parser.debug) delete self.stack[result.stackUid];
			return self.resolvePrecedence(astNode, parser);
		};
		if (parser.debug) {
			if (!this.stack) {
				this.stack = {};
				this.stackUid = 1;
			}
			this.stack[++this.stackUid] = {
				position: start,
				stack: (/* @__PURE__ */ new Error()).stack.split("\n").slice(3, 5)
			};
			result.stackUid = this.stackUid;
		}
		/**
		* Sets a list of trailing comments
		* @private
		* @param {*} docs
		*/
		result.setTrailingComments = function(docs) {
			if (result.instance) result.instance.setTrailingComments(docs);
			else result.trailingComments = docs;
		};
		/**
		* Release a node without using it on the AST
		* @private
		* @param {*} target
		*/
		result.destroy = function(target) {
			if (docs) {
				if (target) {
					if (!target.leadingComments) target.leadingComments = docs;
					else target.leadingComments = docs.concat(target.leadingComments);
				} else parser._docIndex = parser._docs.length - docs.length;
			}
			if (parser.debug) delete self.stack[result.stackUid];
		};
		return result;
	};
	AST.prototype.checkNodes = function() {
		const errors = [];
		for (const k in this.stack) if (Object.prototype.hasOwnProperty.call(this.stack, k)) {
			this.stack[k].key = k;
			errors.push(this.stack[k]);
		}
		this.stack = {};
		return errors;
	};
	[
		require_array(),
		require_arrowfunc(),
		require_assign(),
		require_assignref(),
		require_attribute(),
		require_attrgroup(),
		require_bin(),
		require_block(),
		require_boolean(),
		require_break(),
		require_byref(),
		require_call(),
		require_case(),
		require_cast(),
		require_catch(),
		require_class(),
		require_classconstant(),
		require_clone(),
		require_closure(),
		require_comment(),
		require_commentblock(),
		require_commentline(),
		require_constant(),
		require_constantstatement(),
		require_continue(),
		require_declaration(),
		require_declare(),
		require_declaredirective(),
		require_do(),
		require_echo(),
		require_empty(),
		require_encapsed(),
		require_encapsedpart(),
		require_entry(),
		require_enum(),
		require_enumcase(),
		require_error(),
		require_eval(),
		require_exit(),
		require_expression(),
		require_expressionstatement(),
		require_for(),
		require_foreach(),
		require_function(),
		require_global(),
		require_goto(),
		require_halt(),
		require_identifier(),
		require_if(),
		require_include(),
		require_inline(),
		require_interface(),
		require_intersectiontype(),
		require_isset(),
		require_label(),
		require_list(),
		require_literal(),
		require_lookup(),
		require_magic(),
		require_match(),
		require_matcharm(),
		require_method(),
		require_name(),
		require_namespace(),
		require_namedargument(),
		require_new(),
		require_node(),
		require_noop(),
		require_nowdoc(),
		require_nullkeyword(),
		require_nullsafepropertylookup(),
		require_number(),
		require_offsetlookup(),
		require_operation(),
		require_parameter(),
		require_parentreference(),
		require_post(),
		require_pre(),
		require_print(),
		require_program(),
		require_property(),
		require_propertyhook(),
		require_propertylookup(),
		require_propertystatement(),
		require_reference(),
		require_retif(),
		require_return(),
		require_selfreference(),
		require_silent(),
		require_statement(),
		require_static(),
		require_staticvariable(),
		require_staticlookup(),
		require_staticreference(),
		require_string(),
		require_switch(),
		require_throw(),
		require_trait(),
		require_traitalias(),
		require_traitprecedence(),
		require_traituse(),
		require_try(),
		require_typereference(),
		require_unary(),
		require_uniontype(),
		require_unset(),
		require_usegroup(),
		require_useitem(),
		require_variable(),
		require_variadic(),
		require_variadicplaceholder(),
		require_while(),
		require_yield(),
		require_yieldfrom()
	].forEach(function(ctor) {
		AST.prototype[ctor.kind] = ctor;
	});
	module.exports = AST;
}));

// node_modules/php-parser/src/index.js
/**
* Copyright (C) 2020 Glayzzle (BSD3 License)
* @authors https://github.com/glayzzle/php-parser/graphs/contributors
* @url http://glayzzle.com
*/
var require_src = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const lexer = require_lexer();
	const parser = require_parser();
	const tokens = require_tokens();
	const AST = require_ast();
	/**
	* @private
	*/
	function combine(src, to) {
		const keys = Object.keys(src);
		let i = keys.length;
		while (i--) {
			const k = keys[i];
			if (k === "__proto__" || k === "constructor" || k === "prototype") continue;
			const val = src[k];
			if (val === null) delete to[k];
			else if (typeof val === "function") to[k] = val.bind(to);
			else if (Array.isArray(val)) to[k] = Array.isArray(to[k]) ? to[k].concat(val) : val;
			else if (typeof val === "object") to[k] = typeof to[k] === "object" ? combine(val, to[k]) : val;
			else to[k] = val;
		}
		return to;
	}
	/**
	* Initialise a new parser instance with the specified options
	*
	* @class
	* @memberOf module:php-parser
	* @tutorial Engine
	* @example
	* var parser = require('php-parser');
	* var instance = new parser({
	*   parser: {
	*     extractDoc: true,
	*     suppressErrors: true,
	*     version: 704 // or '7.4'
	*   },
	*   ast: {
	*     withPositions: true
	*   },
	*   lexer: {
	*     short_tags: true,
	*     asp_tags: true
	*   }
	* });
	*
	* var evalAST = instance.parseEval('some php code');
	* var codeAST = instance.parseCode('<?php some php code', 'foo.php');
	* var tokens = instance.tokenGetAll('<?php some php code');
	*
	* @param {Object} options - List of options
	* @property {Lexer} lexer
	* @property {Parser} parser
	* @property {AST} ast
	* @property {Object} tokens
	*/
	const Engine = function(options) {
		if (typeof this === "function") return new this(options);
		this.tokens = tokens;
		this.lexer = new lexer(this);
		this.ast = new AST();
		this.parser = new parser(this.lexer, this.ast);
		if (options && typeof options === "object") {
			if (options.parser) {
				if (!options.lexer) options.lexer = {};
				if (options.parser.version) {
					if (typeof options.parser.version === "string") {
						let version = options.parser.version.split(".");
						version = parseInt(version[0]) * 100 + parseInt(version[1]);
						if (isNaN(version)) throw new Error("Bad version number : " + options.parser.version);
						else options.parser.version = version;
					} else if (typeof options.parser.version !== "number") throw new Error("Expecting a number for version");
					if (options.parser.version < 500 || options.parser.version > 900) throw new Error("Can only handle versions between 5.x to 8.x");
				}
			}
			combine(options, this);
			this.lexer.version = this.parser.version;
		}
	};
	/**
	* Check if the inpyt is a buffer or a string
	* @private
	* @param  {Buffer|String} buffer Input value that can be either a buffer or a string
	* @return {String}   Returns the string from input
	*/
	const getStringBuffer = function(buffer) {
		return typeof buffer.write === "function" ? buffer.toString() : buffer;
	};
	/**
	* Creates a new instance (Helper)
	* @param {Object} options
	* @return {Engine}
	* @private
	*/
	Engine.create = function(options) {
		return new Engine(options);
	};
	/**
	* Evaluate the buffer
	* @private
	*/
	Engine.parseEval = function(buffer, options) {
		return new Engine(options).parseEval(buffer);
	};
	/**
	* Parse an evaluating mode string (no need to open php tags)
	* @param {String} buffer
	* @return {Program}
	*/
	Engine.prototype.parseEval = function(buffer) {
		this.lexer.mode_eval = true;
		this.lexer.all_tokens = false;
		buffer = getStringBuffer(buffer);
		return this.parser.parse(buffer, "eval");
	};
	/**
	* Static function that parse a php code with open/close tags
	* @private
	*/
	Engine.parseCode = function(buffer, filename, options) {
		if (typeof filename === "object" && !options) {
			options = filename;
			filename = "unknown";
		}
		return new Engine(options).parseCode(buffer, filename);
	};
	/**
	* Function that parse a php code with open/close tags
	*
	* Sample code :
	* ```php
	* <?php $x = 1;
	* ```
	*
	* Usage :
	* ```js
	* var parser = require('php-parser');
	* var phpParser = new parser({
	*   // some options
	* });
	* var ast = phpParser.parseCode('...php code...', 'foo.php');
	* ```
	* @param {String} buffer - The code to be parsed
	* @param {String} filename - Filename
	* @return {Program}
	*/
	Engine.prototype.parseCode = function(buffer, filename) {
		this.lexer.mode_eval = false;
		this.lexer.all_tokens = false;
		buffer = getStringBuffer(buffer);
		return this.parser.parse(buffer, filename);
	};
	/**
	* Split the buffer into tokens
	* @private
	*/
	Engine.tokenGetAll = function(buffer, options) {
		return new Engine(options).tokenGetAll(buffer);
	};
	/**
	* Extract tokens from the specified buffer.
	* > Note that the output tokens are *STRICLY* similar to PHP function `token_get_all`
	* @param {string} buffer
	* @return {Array<string|string[]>} - Each item can be a string or an array with following informations [token_name, text, line_number]
	*/
	Engine.prototype.tokenGetAll = function(buffer) {
		this.lexer.mode_eval = false;
		this.lexer.all_tokens = true;
		buffer = getStringBuffer(buffer);
		const EOF = this.lexer.EOF;
		const names = this.tokens.values;
		this.lexer.setInput(buffer);
		let token = this.lexer.lex() || EOF;
		const result = [];
		while (token != EOF) {
			let entry = this.lexer.yytext;
			if (Object.prototype.hasOwnProperty.call(names, token)) entry = [
				names[token],
				entry,
				this.lexer.yylloc.first_line
			];
			result.push(entry);
			token = this.lexer.lex() || EOF;
		}
		return result;
	};
	/** @module php-parser */
	module.exports = Engine;
	module.exports.tokens = tokens;
	module.exports.lexer = lexer;
	module.exports.AST = AST;
	module.exports.parser = parser;
	module.exports.combine = combine;
	module.exports.Engine = Engine;
	module.exports.default = Engine;
}));

export default require_src();

export {  };