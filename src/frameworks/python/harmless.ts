/** What Python and its libraries offer and migrations use beside the database. */

/** Calls that never reach the database. */
export const HARMLESS =
  /^(?:print|len|str|int|bool|float|max|min|sum|any|all|zip|map|filter|enumerate|abs|round|type|hasattr|iter|reversed|repr|uuid\.\w+|(?:datetime\.)*(?:datetime|timedelta|date)(?:\.\w+)*|(?:decimal\.)?Decimal|re\.\w+|math\.\w+|copy\.\w+|itertools\.\w+|collections\.\w+|defaultdict|Counter|sorted|list|set|dict|tuple|range|isinstance|setattr|getattr|next|warnings\.warn|time\.sleep|sys\.\w+(?:\.\w+)*|os\.\w+(?:\.\w+)*|json\.\w+|logging\.\w+(?:\.\w+)*|(?:\w+\.)*_?(?:logger|log|LOG|LOGGER|console)\.\w+|logging\.getLogger\(\)\.\w+|.*\.(?:append|extend|insert|update|add|pop|remove|clear|sort|setdefault|join|format|bindparams)|.*\.(?:debug|info|warning|warn|error|exception|critical)|random\.\w+|.*\.(?:seek|discard|raise_for_status)|.*\.(?:close|flush|fetchall|fetchone|first|all|mappings|one|one_or_none))$/;
