using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>What the database can hold at all: no column is made for a secret, and every free text has a limit.</summary>
public sealed class StoredDataTests(TestApi api)
{
    /// <summary>Words that no column has, unless it holds a hash.</summary>
    private const string Forbidden =
        "pass(word|wd|phrase)?|pwd|secrets?|tokens?|credentials?|card|iban|bic|cvv|cvc|pan|ssn|pin|raw|payload|plain(text)?|private|bearer|cookie|session|account_number|plan_json";

    /// <summary>Free text whose limit stands in the application, with the reason.</summary>
    private static readonly string[] LimitedByTheApplication =
    [
        "app.audit.action",           // a word of AuditActions
        "app.audit.data",             // made by the code of limited fields; never free
        "app.project_scanners.config",// an object that only the set-up writes
        "app.runs.manifest",          // made by the code of a request with limits
        "app.scanners.description",   // the catalogue: migrations alone write it
        "app.scanners.key",
        "app.scanners.name",
        "app.project_scanners.scanner_key",
        "migrations.applied.name",
        "work.leases.name",           // a word of the code
    ];

    /// <summary>The approved file is the list of every column that may hold what somebody wrote; a new line is a review.</summary>
    [Fact]
    public async Task Every_column_for_text_is_on_the_list() => Approved.Match(await ColumnsAsync("""
        string_agg(format('%-40s %-8s %s', c.place, c.type, coalesce(c.limit_check, 'limited by the application')), chr(10) order by c.place) || chr(10)
        """));

    [Fact]
    public async Task Every_text_has_a_limit() => Assert.Empty(
        (await ColumnsAsync("coalesce(string_agg(c.place, ' ') filter (where c.limit_check is null), '')"))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(LimitedByTheApplication));

    [Fact]
    public async Task No_column_is_made_for_a_secret() => Assert.Equal("", await api.Database.ScalarAsync<string>(api.DatabaseName, $"""
        select coalesce(string_agg(format('%s.%s.%s', table_schema, table_name, column_name), ' '), '')
        from information_schema.columns
        where table_schema not in ('pg_catalog', 'information_schema')
          and column_name ~* '(^|_)({Forbidden})(_|$)' and column_name !~ '_hash$'
        """));

    private Task<string> ColumnsAsync(string select) => api.Database.ScalarAsync<string>(api.DatabaseName, $"""
        select {select}
        from (
            select format('%s.%s.%s', n.nspname, t.relname, a.attname) as place, pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
                (select string_agg(pg_catalog.pg_get_constraintdef(k.oid), ' ' order by k.conname) from pg_catalog.pg_constraint k
                 where k.conrelid = t.oid and k.contype = 'c' and a.attnum = any(k.conkey) and pg_catalog.pg_get_constraintdef(k.oid) ~ '(length|~)') as limit_check
            from pg_catalog.pg_attribute a
            join pg_catalog.pg_class t on t.oid = a.attrelid and t.relkind in ('r', 'p')
            join pg_catalog.pg_namespace n on n.oid = t.relnamespace and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
            where a.attnum > 0 and not a.attisdropped
              and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'json'::regtype)
        ) c
        """);
}
