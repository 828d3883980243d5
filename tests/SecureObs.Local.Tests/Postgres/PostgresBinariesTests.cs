using SecureObs.Local.Postgres;

namespace SecureObs.Local.Tests.Postgres;

public class PostgresBinariesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15)]
    [InlineData("postgres (PostgreSQL) 18.4", 18)]
    [InlineData("postgres (PostgreSQL) 19beta1", 19)]
    [InlineData("command not found", null)]
    public void The_major_version_is_read(string text, int? version) =>
        Assert.Equal(version, PostgresBinaries.MajorVersionIn(text));

    [Fact]
    public async Task A_wished_directory_without_PostgreSQL_is_refused_by_name()
    {
        var account = await ServerAccount.FindAsync(Ct);
        var refusal = await Assert.ThrowsAsync<LocalProblem>(() => PostgresBinaries.FindAsync(account, "/usr/games", [], Ct));
        Assert.Contains("SECUREOBS_POSTGRES_BIN is '/usr/games'", refusal.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostgreSQL_from_npm_starts_where_none_is_installed()
    {
        var account = await ServerAccount.FindAsync(Ct);
        var binaries = await PostgresBinaries.FindAsync(account, wish: null, installed: ["/usr/games"], Ct);

        await using var cluster = await PostgresCluster.StartThrowAwayAsync(binaries, account, Ct);

        Assert.Equal(18, binaries.MajorVersion);
        Assert.InRange(cluster.ServerVersion, 180000, 189999);
    }

    [Fact]
    public void Root_gives_way_to_the_account_of_PostgreSQL_and_else_to_nobody()
    {
        string[] both = ["root:x:0:0:root:/root:/bin/bash", "nobody:x:65534:65534:::", "postgres:x:101:104:::"];
        Assert.Equal(("postgres", "101", "104"), ServerAccount.Unprivileged(both));
        Assert.Equal(("nobody", "65534", "65534"), ServerAccount.Unprivileged(both[..2]));
        Assert.Equal(("nobody", "65534", "65534"), ServerAccount.Unprivileged(["postgres:x:0:0:::"]));
    }

    [Fact]
    public async Task A_repository_that_the_account_cannot_enter_keeps_its_cluster_elsewhere()
    {
        var account = await ServerAccount.FindAsync(Ct);
        var closed = Directory.CreateTempSubdirectory("secureobs-test-").FullName;
        var system = Directory.CreateTempSubdirectory("secureobs-test-").FullName;
        try
        {
            var place = await ServerPlace.FindAsync(Path.Combine(closed, ".local"), system, account, Ct);
            Assert.Equal(Environment.IsPrivilegedProcess, place.IsOutsideRepository);
            Assert.Equal(Environment.IsPrivilegedProcess, place.Cluster.StartsWith(system, StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(closed, recursive: true);
            Directory.Delete(system, recursive: true);
        }
    }
}
