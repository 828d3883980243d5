using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>db/schema.sql is what all migrations make together: tables, rules, rights and doors in one place to review.</summary>
public sealed class SchemaDumpTests(TestApi api)
{
    [Fact]
    public async Task The_committed_dump_is_what_the_migrations_make()
    {
        var describe = await File.ReadAllTextAsync(Repository.Path("tests/SecureObs.Api.Tests/Conventions/SchemaDump.sql"), TestContext.Current.CancellationToken);

        Approved.MatchFile(await api.Database.ScalarAsync<string>(api.DatabaseName, describe), Repository.Path("db/schema.sql"));
    }
}
