using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>What goes wrong is told by status and trace id. No answer and no log says which row, statement or host it was.</summary>
public sealed class ErrorHygieneTests(TestApi api) : IAsyncLifetime
{
    private readonly string canary = $"canary{Guid.NewGuid():N}";
    private WebApplication app = null!;
    private TestTenant tenant = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        tenant = await api.NewTenantAsync();
        app = api.Build(api.Database.AsApi(api.DatabaseName), map: web =>
        {
            var transactions = web.Services.GetRequiredService<TenantTransactions>();
            web.MapGet("/forced/{kind}", (string kind) => transactions.RunAsync(tenant.Id, tx => ViolateAsync(tx, kind), default)).AllowAnonymous();
            web.MapGet("/bug", () => Bug()).AllowAnonymous();
            web.MapGet("/away", () => AwayAsync()).AllowAnonymous();
        });
        await app.StartAsync(Ct);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("unique", HttpStatusCode.Conflict, "conflict")]
    [InlineData("foreign", HttpStatusCode.Conflict, "conflict")]
    [InlineData("check", HttpStatusCode.BadRequest, "value-invalid")]
    [InlineData("null", HttpStatusCode.BadRequest, "value-invalid")]
    [InlineData("json", HttpStatusCode.BadRequest, "value-invalid")]
    [InlineData("slow", HttpStatusCode.ServiceUnavailable, "unavailable")]
    [InlineData("denied", HttpStatusCode.InternalServerError, null)]
    [InlineData("typo", HttpStatusCode.InternalServerError, null)]
    public async Task A_refusal_of_the_database_says_nothing_of_its_row(string kind, HttpStatusCode expected, string? code)
    {
        var response = await GetAsync($"/forced/{kind}");
        var body = await response.Content.ReadAsStringAsync(Ct);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        if (code is not null)
            Assert.EndsWith("#" + code, JsonDocument.Parse(body).RootElement.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal(expected is HttpStatusCode.ServiceUnavailable, response.Headers.RetryAfter is not null);
        AssertSilent(body, "api_keys", "insert into", "23505", tenant.Id.ToString());
    }

    /// <summary>What is switched off does hold data: a connection that asks for details gets the text. Of a row it gets nothing even then.</summary>
    [Fact]
    public async Task The_detail_that_is_switched_off_holds_data()
    {
        var settings = new NpgsqlConnectionStringBuilder(api.Database.AsApi(api.DatabaseName)) { IncludeErrorDetail = true };
        await using var source = NpgsqlDataSource.Create(settings.ConnectionString);
        var talkative = new TenantTransactions(source, api.Services.GetRequiredService<KeptStatements>());

        var text = await Assert.ThrowsAsync<PostgresException>(() => talkative.RunAsync(tenant.Id, tx => ViolateAsync(tx, "json"), Ct));
        var row = await Assert.ThrowsAsync<PostgresException>(() => talkative.RunAsync(tenant.Id, tx => ViolateAsync(tx, "unique"), Ct));
        var quiet = await Assert.ThrowsAsync<PostgresException>(() => api.Services.GetRequiredService<TenantTransactions>().RunAsync(tenant.Id, tx => ViolateAsync(tx, "json"), Ct));

        Assert.Contains(canary, text.Detail, StringComparison.Ordinal);
        Assert.Null(row.Detail);
        Assert.DoesNotContain(canary, quiet.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Include Error Detail=True", api.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_fault_of_ours_is_told_by_its_trace_id_and_logged_by_type_and_stack()
    {
        var response = await GetAsync("/bug");
        var body = await response.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(["status", "title", "traceId", "type"], JsonDocument.Parse(body).RootElement.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        AssertSilent(body, nameof(InvalidOperationException), nameof(Bug));
        Assert.Contains("System.InvalidOperationException < System.FormatException", api.Logs.Text, StringComparison.Ordinal);
        Assert.Contains($"{nameof(ErrorHygieneTests)}.{nameof(Bug)}", api.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_is_not_named()
    {
        var response = await GetAsync("/away");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        AssertSilent(await response.Content.ReadAsStringAsync(Ct), "127.0.0.1", "localhost");
    }

    /// <summary>Status, headers and every byte of the body but the trace id. The time is measured by bench/run timing.</summary>
    [Fact]
    public async Task What_is_not_yours_answers_as_what_does_not_exist()
    {
        var theirs = await api.NewTenantAsync();
        await (await theirs.PipelineAsync()).IngestAsync("universal", Rows.Universal(theirs.ProjectId, "1"));
        var finding = await theirs.RunAsync(tx => tx.FirstAsync<Guid>($"select id from app.findings where tenant_id = {tx.TenantId}", Ct));
        var pipeline = await tenant.PipelineAsync();
        foreach (var (client, path, foreign) in new (HttpClient, string, Guid)[]
        {
            (tenant.Owner, tenant.Route("findings/{0}"), finding),
            (tenant.Owner, tenant.Route("projects/{0}"), theirs.ProjectId),
            (tenant.Owner, "/api/tenants/{0}/findings", theirs.Id),
            (pipeline, "/api/projects/{0}/scanners/active", theirs.ProjectId),
            (pipeline, "/api/projects/{0}/secret-hash-key", theirs.ProjectId),
        })
            Assert.Equal(await AnswerAsync(client, path, Guid.CreateVersion7()), await AnswerAsync(client, path, foreign));
    }

    private static async Task<string> AnswerAsync(HttpClient client, string path, Guid id)
    {
        var response = await client.GetAsync(string.Format(null, path, id), Ct);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!.AsObject();
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.True(body.Remove("traceId"));
        return $"{string.Join(' ', response.Headers.Concat(response.Content.Headers).Select(header => header.Key).Order(StringComparer.Ordinal))} {body.ToJsonString()}";
    }

    /// <summary>The state decides, and only the state: no message is read for it.</summary>
    [Theory]
    [InlineData("23505", 409)]
    [InlineData("23503", 409)]
    [InlineData("23514", 400)]
    [InlineData("22001", 400)]
    [InlineData("57014", 503)]
    [InlineData("57P01", 503)]
    [InlineData("08006", 503)]
    [InlineData("53300", 503)]
    [InlineData("40001", 503)]
    [InlineData("42501", null)]
    [InlineData("XX000", null)]
    public void Each_class_of_errors_has_its_answer(string state, int? expected) =>
        Assert.Equal(expected, Failure.Answer(new PostgresException("x", "ERROR", "ERROR", state))?.StatusCode);

    private void AssertSilent(string body, params string[] alsoNot)
    {
        Assert.DoesNotContain(canary, api.Logs.Text, StringComparison.Ordinal);
        Assert.All(alsoNot.Append(canary), secret => Assert.DoesNotContain(secret, body, StringComparison.OrdinalIgnoreCase));
    }

    private Task<HttpResponseMessage> GetAsync(string path) => new HttpClient { BaseAddress = new(app.Urls.Single()) }.GetAsync(path, Ct);

    private async Task<int> ViolateAsync(TenantTransaction tx, string kind)
    {
        if (kind is "unique")
            await AddKeyAsync(tx, Guid.CreateVersion7(), null);
        if (kind is "slow")
            await tx.ExecuteAsync($"set local statement_timeout = '20ms'", Ct);
        return kind switch
        {
            "unique" => await AddKeyAsync(tx, Guid.CreateVersion7(), null),
            "foreign" => await AddKeyAsync(tx, Guid.CreateVersion7(), Guid.NewGuid()),
            "check" => await tx.ExecuteAsync($"update app.findings set triage = 9, severity_reason = {canary} where tenant_id = {tx.TenantId} and id = {await AddFindingAsync(tx)}", Ct),
            "null" => await tx.ExecuteAsync($"insert into app.tenants (id, name, created_at) values ({tx.TenantId}, {canary}, null)", Ct),
            "json" => await tx.ExecuteAsync($"select {canary}::jsonb", Ct),
            "slow" => await tx.ExecuteAsync($"select pg_sleep(5), {canary}", Ct),
            "denied" => await tx.ExecuteAsync($"update app.audit set action = {canary} where tenant_id = {tx.TenantId}", Ct),
            _ => await tx.ExecuteAsync($"select nothing from app.canary where name = {canary}", Ct),
        };
    }

    private Task<int> AddKeyAsync(TenantTransaction tx, Guid id, Guid? project) => tx.ExecuteAsync($"""
        insert into app.api_keys (tenant_id, id, project_id, name, public_part, secret_hash, created_by, created_at)
        values ({tx.TenantId}, {id}, {project}::uuid, {canary}, 'aaaaaaaa', {Guid.NewGuid().ToByteArray().Concat(Guid.NewGuid().ToByteArray()).ToArray()}, {id}, now())
        """, Ct);

    private async Task<Guid> AddFindingAsync(TenantTransaction tx)
    {
        var id = Guid.CreateVersion7();
        await tx.ExecuteAsync($"""
            insert into app.findings (tenant_id, id, project_id, fingerprint, content_hash, scanner, rule_id, severity, tool_severity, cwe, owasp, first_run, first_seen_at)
            values ({tx.TenantId}, {id}, {tenant.ProjectId}, {new byte[32]}, {new byte[16]}, {canary}, {canary}, 1, 1, array[]::text[], array[]::text[], '', now())
            """, Ct);
        return id;
    }

    private IResult Bug()
    {
        try
        {
            throw new FormatException($"The input string '{canary}' was not in a correct format.");
        }
        catch (FormatException cause)
        {
            throw new InvalidOperationException($"Cannot read {canary}.", cause);
        }
    }

    private async Task<IResult> AwayAsync()
    {
        await using var source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port=1;Username={canary};Password={canary};Database={canary};Timeout=1");
        await using var connection = await source.OpenConnectionAsync(Ct);
        return Results.Ok();
    }
}
