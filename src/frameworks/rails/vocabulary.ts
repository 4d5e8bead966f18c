/** What calls in a migration do that are no changes of the schema. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Calls on the migration that never reach the database, or only ask it. */
export const HARMLESS = words(
  'alias_method say puts p pp print announce write sleep require require_relative require_dependency load warn private protected public attr_accessor attr_reader attr_writer include extend format sprintf rand binding instance_variable_set instance_variable_get freeze exit abort disable_ddl_transaction! disable_statement_timeout! logger Rails name version verbose verbose= class method_missing respond_to? instance_of? is_a? Integer String Float Hash BigDecimal Rational URI gets catch throw caller pluralize singularize clear_cache! reload_type_map reload_models reset_column_information clear_schema_cache! add_observer atomic_migration! enable_lock_retries! milestone restrict_gitlab_migration',
);

/** Calls that run their block and do nothing else to the database. */
export const THROUGH = words(
  'say_with_time suppress_messages safety_assured transaction with_lock_retries without_timeout benchmark silence silence_stream tap class_eval module_eval yield_self instance_eval instance_exec with_options uncached unprepared_statement realtime measure with_connection with_timeout lock_thread say_batch_processed within_new_transaction disable_referential_integrity without_locking no_touching without_timestamps time',
);

/** Calls on a model that change rows. */
export const WRITES = words(
  'update update! update_all update_columns update_column update_attribute update_attribute! update_attributes update_attributes! save save! create create! find_or_create_by find_or_create_by! create_or_find_by create_or_find_by! first_or_create first_or_create! insert insert! insert_all insert_all! upsert upsert_all delete delete_all delete_by destroy destroy! destroy_all destroy_by really_destroy! touch touch_all increment! decrement! toggle! increment_counter decrement_counter update_counters reset_counters import import! bulk_import bulk_insert bulk_insert! update_each! seed seed_once attach purge',
);
/** Those of them that lists, hashes and texts have too. */
export const WRITES_OF_MODELS_ALONE = words('delete insert create import touch attach seed insert! delete_all');

/** Calls on a model, or on what one gave, that read rows or ask about it. */
export const READS = words(
  'where not find find_by find_by! find_each find_in_batches in_batches each each_with_index each_with_object each_slice each_pair each_key each_value each_instance each_record map flat_map collect filter filter_map select reject all joins left_joins left_outer_joins includes preload eager_load references order reorder limit offset group having distinct count sum minimum maximum average pluck pick ids first last take none unscoped unscope from lock readonly merge or and to_sql arel_table arel new build attributes columns column_names columns_hash content_columns table_name quoted_table_name primary_key sequence_name name class_eval class const_get to_a to_h to_s to_i to_f to_sym sort_by sort group_by partition index_by uniq compact flatten zip reduce inject size length sum keys values fetch dig slice except with_indifferent_access max min max_by min_by tally rewhere extending default_scoped with_deleted only_deleted reverse reverse_each fetch_values values_at id presence try send public_send then yield_self rows cast_values as_json to_json find_by_sql find_or_initialize_by first_or_initialize connection transform_values transform_keys delete_if reload times upto step split strip parse dup clone instance current',
);

/** Calls on anything that change only what the program holds. */
export const OF_OBJECTS = words(
  '<< []= push append prepend unshift add concat merge! update_from delete delete_at delete_if clear reverse_merge! deep_merge! store puts print write info debug warn error fatal close flush rewind reset_column_information reset_sequence_name clear! clear_cache! reload assign_attributes attributes= establish_connection inheritance_column= table_name= primary_key= record_timestamps= ignored_columns= before after increment decrement start finish join pop shift log logger level= verbose= freeze call sort! map! compact! uniq! reject! select! keep_if gsub! sub! strip! chomp! squish! downcase! upcase! exit raise set_default skip_callback set_callback enum belongs_to has_many has_one serialize scope validates default_scope without_timeout clear_data_source_cache! symbolize_keys! stringify_keys! restore',
);

/** Names of calls that do something, whether what they give is used or not. */
export const ACTS =
  /^(?:call|run|perform\w*|execute|process|invoke|enqueue\w*|backfill\w*|migrate\w*|sync\w*|rebuild\w*|refresh\w*|reindex\w*|\w+!)$/;

/** Constants whose methods never reach the database. */
export const PLAIN_CONSTANTS =
  /^(?:Rails|Time|Date|DateTime|JSON|YAML|SecureRandom|ENV|File|Dir|Pathname|FileUtils|IO|Math|Logger|Kernel|Set|Hash|Struct|OpenStruct|Process|Random|Digest|Base64|I18n|String|Array|Integer|Float|BigDecimal|ActiveSupport|Thread|Benchmark|CSV|Zlib|OpenSSL|Regexp|Encoding|Marshal|ObjectSpace|GC|Signal|Concurrent|SiteSettings?|ActiveModel|Comparable|Enumerable|Object|Class|Module|StandardError|RuntimeError|ArgumentError|Nokogiri|Mime|Timeout|Oj|Psych|Gem|RUBY_VERSION|ApplicationConfig|Sidekiq|StrongMigrations|Zeitwerk|Arel|VMDB|Vmdb|MiqPassword|ManageIQ|Etc|Shellwords|Open3|ERB|URI|Net|PP|Warning|StringIO|Tempfile|Migration::SafeMigrate|Fixnum|NilClass|TrueClass|ActionController|ActionView|ActionMailer)(?:::|$)/;
