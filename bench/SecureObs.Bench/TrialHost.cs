using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Database;
using SecureObs.Local.Postgres;

namespace SecureObs.Bench;

/// <summary>The API over a throw-away PostgreSQL, on a free port of this machine, with one tenant.</summary>
internal sealed class TrialHost : IAsyncDisposable
{
    private string database = "secureobs_trial";
    private IPostgresServer cluster = null!;
    private WebApplication app = null!;
    private RolePasswords passwords = null!;

    private EntraStandIn entra = new();
    private bool isCopy;

    public Guid TenantId { get; private init; } = Guid.CreateVersion7();

    internal PostgresCluster Cluster => (PostgresCluster)cluster;

    public IServiceProvider Services => app.Services;

    public string ApiConnectionString => cluster.ConnectionString(database, DatabaseSetup.ApiRole, passwords.Api.Reveal());

    public string SuperuserConnectionString => cluster.SuperuserConnectionString(database);

    /// <param name="settings">More settings of the API.</param>
    /// <param name="serve">False: its parts can be used, but nothing listens and nothing runs in the background.</param>
    /// <param name="restoring">It gets the tenant of that host by an import, and takes its people; null: a tenant of its own.</param>
    /// <param name="measured">Whether PostgreSQL flushes to disk and has the memory of a real one.</param>
    public static async Task<TrialHost> StartAsync(IReadOnlyDictionary<string, string>? settings = null, bool serve = true, bool measured = false, TrialHost? restoring = null) =>
        await StartAsync(await (measured ? PostgresCluster.StartMeasuredAsync(default) : PostgresCluster.StartThrowAwayAsync(default)), settings, serve, restoring);

    public static async Task<TrialHost> StartAsync(IPostgresServer cluster, IReadOnlyDictionary<string, string>? settings = null, bool serve = true, TrialHost? restoring = null)
    {
        var host = new TrialHost { TenantId = restoring?.TenantId ?? Guid.CreateVersion7(), entra = restoring?.entra ?? new(), cluster = cluster };
        var passwords = host.passwords = new RolePasswords(RandomNumberGenerator.GetHexString(32), RandomNumberGenerator.GetHexString(32));
        await DatabaseSetup.CreateAsync(host.cluster.SuperuserConnectionString(), host.database, passwords, CancellationToken.None);
        await Migrator.MigrateAsync(host.cluster.ConnectionString(host.database, DatabaseSetup.MigratorRole, passwords.Migrator.Reveal()), CancellationToken.None);
        host.app = TrialApi.Build(host.ApiConnectionString, host.entra, settings, null);
        if (serve)
            await host.app.StartAsync();
        if (restoring is null)
            await host.RunAsync(tx => tx.ExecuteAsync($"insert into app.tenants (id, name, created_at) values ({tx.TenantId}, 'Trial', now())", default));
        return host;
    }

    /// <summary>The API over a cluster that has the database of this host, as of some moment. Whoever restored the cluster ends it.</summary>
    public async Task<TrialHost> OverAsync(PostgresCluster restored, IReadOnlyDictionary<string, string> settings)
    {
        var host = new TrialHost { cluster = restored, passwords = passwords, database = database, entra = entra, TenantId = TenantId, isCopy = true };
        host.app = TrialApi.Build(host.ApiConnectionString, entra, settings, null);
        await host.app.StartAsync();
        return host;
    }

    /// <summary>The API, changed, over a copy of the database of this host, which must have stopped. The copy ends before this host.</summary>
    public async Task<TrialHost> CopyAsync(string name, IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? replace = null)
    {
        await using (var server = NpgsqlDataSource.Create(cluster.SuperuserConnectionString()))
        await using (var command = server.CreateCommand($"create database {name} template {database} strategy file_copy"))
            await command.ExecuteNonQueryAsync();
        await DatabaseSetup.CreateAsync(cluster.SuperuserConnectionString(), name, passwords, CancellationToken.None);   // a copy has no grants of its own
        var copy = new TrialHost { cluster = cluster, passwords = passwords, database = name, entra = entra, TenantId = TenantId, isCopy = true };
        copy.app = TrialApi.Build(copy.ApiConnectionString, entra, settings, replace);
        await copy.app.StartAsync();
        return copy;
    }

    /// <summary>Serves after all, when it was started so that it did not.</summary>
    public Task ServeAsync() => app.StartAsync();

    public string MigratorConnectionString => cluster.ConnectionString(database, DatabaseSetup.MigratorRole, passwords.Migrator.Reveal());

    /// <summary>The person of another host's client, here.</summary>
    public HttpClient AsPersonOf(HttpClient other) => new() { BaseAddress = new(app.Urls.Single()), DefaultRequestHeaders = { Authorization = other.DefaultRequestHeaders.Authorization } };

    public async Task StopAsync()
    {
        await app.StopAsync();
        Services.GetRequiredService<NpgsqlDataSource>().Clear();
    }

    /// <summary>A project of its own and a pipeline that may write to it.</summary>
    public async Task<(Guid Project, HttpClient Pipeline)> NewProjectAsync(string name, bool wholeTenant = false)
    {
        var (project, key) = await NewKeyAsync(name, wholeTenant);
        return (project, WithKey(key));
    }

    public HttpClient WithKey(string key) => new() { BaseAddress = new(app.Urls.Single()), DefaultRequestHeaders = { { "X-Api-Key", key } } };

    /// <summary>A project of its own and a key to it.</summary>
    public async Task<(Guid Project, string Key)> NewKeyAsync(string name, bool wholeTenant = false)
    {
        var (project, secret) = (Guid.CreateVersion7(), ApiKeySecret.Generate());
        await RunAsync(async tx =>
        {
            await tx.ExecuteAsync($"insert into app.projects (tenant_id, id, name, gate_policy, created_at) values ({tx.TenantId}, {project}, {name}, 2, now())", default);
            return await tx.ExecuteAsync($"""
                insert into app.api_keys (tenant_id, id, project_id, name, public_part, secret_hash, created_by, created_at)
                values ({tx.TenantId}, {Guid.CreateVersion7()}, {(wholeTenant ? (Guid?)null : project)}::uuid, {name}, {secret.PublicPart}, {secret.Hash()}, {Guid.Empty}, now())
                """, default);
        });
        return (project, secret.Reveal());
    }

    /// <summary>A person who signed in at the stand-in for Entra ID.</summary>
    public HttpClient AsPerson(Guid person, out (Guid, Guid) identity)
    {
        identity = (EntraStandIn.Directory, person);
        return new() { BaseAddress = new(app.Urls.Single()), DefaultRequestHeaders = { Authorization = new("Bearer", entra.Token(person)) } };
    }

    public async Task AddMemberAsync((Guid, Guid) identity)
    {
        var person = await app.Services.GetRequiredService<Doors>().RecognisePersonAsync(identity, "Trial", "trial@contoso.example", DateTimeOffset.UtcNow, default);
        await RunAsync(tx => tx.ExecuteAsync($"""
            insert into app.memberships (tenant_id, person_id, actor_id, role, created_at) values ({tx.TenantId}, {person}, {Guid.NewGuid()}, 3, now())
            """, default));
    }

    /// <summary>The same API for another tenant. Only this host is disposed.</summary>
    public TrialHost Another(Guid? tenant = null) => new() { cluster = cluster, app = app, TenantId = tenant ?? Guid.CreateVersion7() };

    public Task<T> RunAsync<T>(Func<TenantTransaction, Task<T>> work) => app.Services.GetRequiredService<TenantTransactions>().RunAsync(TenantId, work, default);

    /// <summary>Kills PostgreSQL and starts it again.</summary>
    public async Task CrashDatabaseAsync()
    {
        await Cluster.CrashAsync(CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
        Services.GetRequiredService<NpgsqlDataSource>().Clear();   // it has a pool of its own
    }

    /// <summary>Runs SQL as the superuser.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(SuperuserConnectionString);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;   // it may make millions of rows
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>All findings as text, past row-level security.</summary>
    public async Task<string> DumpFindingsAsync()
    {
        await using var source = NpgsqlDataSource.Create(cluster.SuperuserConnectionString(database));
        await using var command = source.CreateCommand("select coalesce(string_agg(f::text, chr(10)), '') from app.findings f");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (isCopy)
            return;
        NpgsqlConnection.ClearAllPools();
        await cluster.DisposeAsync();
    }
}
