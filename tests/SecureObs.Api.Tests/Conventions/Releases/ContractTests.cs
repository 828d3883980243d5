using Npgsql;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Database;

namespace SecureObs.Api.Tests.Conventions.Releases;

/// <summary>Expand, then contract: the API of the last release in db/releases.txt works on the schema of this tree.</summary>
public sealed class ContractTests(TestApi api)
{
    private const string Reason = " -- ";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_migrations_take_from_the_last_release_is_listed_with_the_reason_why_it_does_not_mind()
    {
        const string database = "secureobs_released";
        await DatabaseSetup.CreateAsync(api.Database.AsSuperuser("postgres"), database, TestDatabase.Passwords, Ct);
        await Migrator.MigrateAsync(api.Database.AsMigrator(database), Ct, LastRelease());
        var listed = (await File.ReadAllLinesAsync(Repository.Path("db/contracts.txt"), Ct)).Where(line => line.Length > 0 && line[0] != '#').ToList();

        var broken = (await SchemaAsync(database)).BrokenBy(await SchemaAsync(api.DatabaseName));

        Assert.All(listed, line => Assert.True(line.Split(Reason) is [_, { Length: > 10 }], $"db/contracts.txt says no reason: {line}"));
        Assert.Equal(listed.Select(line => line.Split(Reason)[0]).Order(StringComparer.Ordinal), broken);
    }

    [Theory]
    [InlineData("alter table app.runs drop column pull_request", "gone: app.runs.pull_request may be left out")]
    [InlineData("alter table app.finding_comments rename column comment to text", "gone: app.finding_comments.comment is text")]
    [InlineData("alter table app.finding_comments rename to notes", "gone: app.finding_comments.comment is text")]
    [InlineData("alter table app.runs alter column pull_request type bigint", "gone: app.runs.pull_request is integer")]
    [InlineData("alter table app.projects alter column archived_at set not null", "gone: app.projects.archived_at may be null")]
    [InlineData("alter table app.tenants alter column delete_after set not null", "new: app.tenants delete_after must be given")]
    [InlineData("alter table app.projects add column team uuid not null", "new: app.projects team must be given")]
    [InlineData("alter table app.projects add constraint projects_short check (length(name) < 9)", "new: app.projects projects_short CHECK ((length(name) < 9))")]
    [InlineData("create unique index breach on app.projects (tenant_id, name, gate_policy)", "new: app.projects CREATE UNIQUE INDEX breach ON app.projects USING btree (tenant_id, name, gate_policy)")]
    [InlineData("revoke insert on app.finding_comments from secureobs_api", "gone: app.finding_comments.comment may be in insert")]
    [InlineData("revoke delete on app.memberships from secureobs_api", "gone: app.memberships may lose rows")]
    [InlineData("drop function app.find_invitation(bytea, timestamptz)", "gone: app.find_invitation(bytea,timestamp with time zone) answers rows")]
    [InlineData("revoke execute on function app.find_invitation(bytea, timestamptz) from secureobs_api", "gone: app.find_invitation(bytea,timestamp with time zone) answers tenant_id uuid")]
    public async Task What_would_break_a_release_is_named(string sql, string named) => Assert.Contains(named, await BrokenByAsync(sql));

    [Theory]
    [InlineData("alter table app.projects add column team uuid")]
    [InlineData("alter table app.projects add column stars integer not null default 0")]
    [InlineData("create table app.teams (tenant_id uuid not null primary key, name text not null check (name <> ''))")]
    [InlineData("create index breach on app.projects (tenant_id, name, gate_policy)")]
    [InlineData("alter table app.projects alter column name drop not null")]
    public async Task What_only_adds_is_not(string sql) => Assert.Empty(await BrokenByAsync(sql));

    private async Task<List<string>> BrokenByAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(api.Database.AsSuperuser(api.DatabaseName));
        await connection.OpenAsync(Ct);
        var before = await ReleasedSchema.ReadAsync(connection);
        await using var clone = new NpgsqlConnection(api.Database.AsSuperuser(await api.Database.CloneAsync()));
        await clone.OpenAsync(Ct);
        await using (var command = new NpgsqlCommand(sql, clone))
            await command.ExecuteNonQueryAsync(Ct);
        return [.. before.BrokenBy(await ReleasedSchema.ReadAsync(clone))];
    }

    private async Task<ReleasedSchema> SchemaAsync(string database)
    {
        await using var connection = new NpgsqlConnection(api.Database.AsSuperuser(database));
        await connection.OpenAsync(Ct);
        return await ReleasedSchema.ReadAsync(connection);
    }

    /// <summary>The newest migration that it knows.</summary>
    private static string LastRelease() =>
        File.ReadLines(Repository.Path("db/releases.txt")).Last(line => line.Length > 0 && line[0] != '#').Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
}
