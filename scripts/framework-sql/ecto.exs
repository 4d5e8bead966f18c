# What Ecto sends to PostgreSQL for the migrations of __tests__/fixtures/framework-sql/ecto/project: sent.txt beside it.
#
# Ecto is needed to make that file again, and for nothing else. Without Hex: put the sources of elixir-ecto/{ecto,ecto_sql,
# db_connection,postgrex}, ericmj/decimal and beam-telemetry/telemetry side by side, and compile them in that order of need:
#
#   erlc -o ebin telemetry/src/*.erl
#   for one in decimal db_connection ecto postgrex; do elixirc -o ebin -pa ebin $(find $one/lib -name '*.ex'); done
#   elixirc -o ebin -pa ebin $(find ecto_sql/lib -name '*.ex' | grep -vE 'myxql|tds|/mix/')
#
# (Elixir 1.14 refuses `size(^x)` in bitstrings that are made; take the `^` away.) Then, at the top of the repository:
#
#   elixir -pa ebin scripts/framework-sql/ecto.exs
#
# The runner of Ecto runs each migration on a repository whose adapter writes down the statements that the adapter for
# PostgreSQL makes of the commands, instead of sending them. Made with ecto 3.14.1 and ecto_sql 3.14.0.

defmodule Sent do
  use Agent
  def start, do: Agent.start_link(fn -> [] end, name: __MODULE__)
  def add(statement), do: Agent.update(__MODULE__, &[IO.iodata_to_binary(statement) | &1])
  def take, do: Agent.get_and_update(__MODULE__, &{Enum.reverse(&1), []})
end

defmodule Written do
  def execute_ddl(_meta, command, _options) do
    command |> Ecto.Adapters.Postgres.Connection.execute_ddl() |> Enum.each(&Sent.add/1)
    {:ok, []}
  end
end

defmodule Repository do
  def __adapter__, do: Written
  def config, do: []
  def get_dynamic_repo, do: self()
  def in_transaction?, do: true
  def query!(sql, _params \\ [], _options \\ []), do: Sent.add(sql)
end

defmodule Json do
  def encode_to_iodata!(map) when map == %{}, do: "{}"
end

root = Path.expand("__tests__/fixtures/framework-sql/ecto")
Application.put_env(:ecto_sql, :postgres_map_type, "jsonb")
Application.put_env(:postgrex, :json_library, Json)
{:ok, _} = Sent.start()
{:ok, _} = DynamicSupervisor.start_link(strategy: :one_for_one, name: Ecto.MigratorSupervisor)
{:ok, _} = Ecto.Repo.Registry.start_link([])
:ok = Ecto.Repo.Registry.associate(self(), Repository, %{adapter: Written})

project = Path.join(root, "project")

sent =
  for path <- project |> Path.join("**/migrations/*.exs") |> Path.wildcard() |> Enum.sort() do
    below = Path.relative_to(path, project)
    application = Path.join(project, below |> String.split("priv/") |> hd())
    config = Path.join(application, "config/config.exs")
    settings = if File.exists?(config), do: Config.Reader.read!(config)[:audit][Audit.AuditRepo], else: []
    [{module, _} | _] = Code.compile_file(path)

    run = fn direction, operation, migrator ->
      File.cd!(application, fn ->
        Ecto.Migration.Runner.run(Repository, settings, 1, module, direction, operation, migrator, log: false)
      end)

      statements = Sent.take() |> Enum.map(&String.trim/1) |> Enum.reject(&(&1 == ""))
      "=== #{below} #{migrator}\n" <> Enum.map_join(statements, &(String.trim_trailing(&1, ";") <> ";\n"))
    end

    attempt = fn direction, operation, migrator ->
      try do
        run.(direction, operation, migrator)
      rescue
        error in Ecto.MigrationError ->
          Sent.take()
          IO.puts("#{below} #{migrator}: #{Exception.message(error)}")
          ""
      end
    end

    if function_exported?(module, :change, 0),
      do: attempt.(:forward, :change, :up) <> attempt.(:backward, :change, :down),
      else: attempt.(:forward, :up, :up) <> attempt.(:forward, :down, :down)
  end

File.write!(Path.join(root, "sent.txt"), Enum.join(sent))
