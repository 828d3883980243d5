using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>Equal secrets of one tenant are known as equal, whoever masked them; nobody else can tell.</summary>
public sealed class SameSecretTests(TestApi api)
{
    private const string Secret = "AKIAQ3EGSAMEFAKE7EXA";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_the_same_whether_the_client_hashed_it_or_sent_it_in_clear()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        var hasher = await HasherAsync(pipeline, tenant.ProjectId);

        await pipeline.IngestAsync("gitleaks", Rows.Gitleaks(tenant.ProjectId, "1", $"aws_key = \"{Secret}\"", line: 1));
        await pipeline.IngestAsync("gitleaks", Masked(tenant.ProjectId, "aws = AKIA************7EXA", hasher.HashText(Secret), line: 2));
        await pipeline.IngestAsync("universal", InCode(tenant.ProjectId, $"password = \"{Secret}\"", null));
        await pipeline.IngestAsync("gitleaks", Rows.Gitleaks(tenant.ProjectId, "1", "aws_key = \"AKIAQ3EGOTHERFAKE7EX\"", line: 4));

        var details = await DetailsAsync(tenant);
        Assert.Equal([0, 2, 2, 2], details.Select(detail => detail.SameSecret!.Count).Order());
        var group = details.Where(detail => detail.SameSecret!.Count > 0).ToList();
        Assert.All(group, detail => Assert.Equal(group.Select(other => other.Id).Where(id => id != detail.Id).Order(), detail.SameSecret!.Places.Select(place => place.FindingId).Order()));
    }

    /// <summary>Who has to replace a secret looks for it in every repository, and what was decided elsewhere counts here too.</summary>
    [Fact]
    public async Task The_other_places_of_a_secret_are_named_across_projects_newest_first_and_not_without_end()
    {
        var (tenant, stranger) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var other = await tenant.AddProjectAsync("billing");
        var pipeline = await tenant.PipelineAsync();
        await pipeline.IngestAsync("gitleaks", Rows.Gitleaks(tenant.ProjectId, "1", $"aws_key = \"{Secret}\"", file: "shop.env", line: 7));
        foreach (var line in Enumerable.Range(1, 22))
            await pipeline.IngestAsync("gitleaks", Rows.Gitleaks(other, "1", $"aws_key = \"{Secret}\"", file: "billing.env", line: line));
        await (await stranger.PipelineAsync()).IngestAsync("gitleaks", Rows.Gitleaks(stranger.ProjectId, "1", $"aws_key = \"{Secret}\""));
        var details = await DetailsAsync(tenant);
        var ours = details.Single(detail => detail.ProjectName == "shop");
        var newest = details.MaxBy(detail => detail.Id)!;
        await tenant.Member.PutAsJsonAsync(tenant.Route($"findings/{newest.Id}/status"), new { status = "false-positive", reason = "an example" }, Ct);

        var same = (await tenant.Member.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{ours.Id}"), Ct))!.SameSecret!;

        Assert.Equal((22, 20), (same.Count, same.Places.Count));
        Assert.Equal(details.Where(detail => detail.Id != ours.Id).Select(detail => detail.Id).OrderDescending().Take(20), same.Places.Select(place => place.FindingId));
        Assert.Equal(new SecretPlace(newest.Id, "billing", "billing.env", 22, FindingStatus.FalsePositive), same.Places[0]);
        Assert.Equal(Enumerable.Range(3, 19).Reverse(), same.Places.Skip(1).Select(place => place.StartLine!.Value));
    }

    [Fact]
    public async Task Equal_secrets_of_two_tenants_have_different_hashes()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        foreach (var tenant in new[] { ours, theirs })
            await (await tenant.PipelineAsync()).IngestAsync("gitleaks", Rows.Gitleaks(tenant.ProjectId, "1", $"aws_key = \"{Secret}\""));

        Assert.NotEqual(await HashesAsync(ours), await HashesAsync(theirs));
        Assert.Equal(0, Assert.Single(await DetailsAsync(ours)).SameSecret!.Count);
    }

    /// <summary>Asterisks have a hash like anything else; strangers would become equal.</summary>
    [Theory]
    [InlineData("aws_key = \"AKIA************7EXA\"")]
    [InlineData("password=*******")]
    [InlineData("[RSA PRIVATE KEY, masked 1679 characters]")]
    public async Task Masked_text_is_never_hashed(string match)
    {
        var tenant = await api.NewTenantAsync();

        await (await tenant.PipelineAsync()).IngestAsync("gitleaks", Rows.Gitleaks(tenant.ProjectId, "1", match));

        Assert.Null(Assert.Single(await DetailsAsync(tenant)).SameSecret);
    }

    [Fact]
    public async Task A_hash_that_the_client_sent_is_the_one_that_is_kept()
    {
        var tenant = await api.NewTenantAsync();
        const string hash = "00112233445566778899aabbccddeeff";

        await (await tenant.PipelineAsync()).IngestAsync("gitleaks", Masked(tenant.ProjectId, $"aws_key = \"{Secret}\"", hash));

        Assert.Equal(hash, await HashesAsync(tenant));
    }

    [Fact]
    public async Task The_same_report_twice_changes_no_row()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync();
        var before = "";
        for (var time = 1; time <= 2; time++)
        {
            await pipeline.IngestAsync("gitleaks", Rows.Gitleaks(tenant.ProjectId, "1", $"aws_key = \"{Secret}\""));
            await pipeline.IngestAsync("universal", InCode(tenant.ProjectId, $"password = \"{Secret}\"", null));
            before = time == 1 ? await RowVersionsAsync(tenant) : before;
        }

        Assert.NotEmpty(before);
        Assert.Equal(before, await RowVersionsAsync(tenant));
    }

    [Fact]
    public async Task A_client_without_hashes_takes_none_away()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync();
        await pipeline.IngestAsync("gitleaks", Masked(tenant.ProjectId, "aws = AKIA************7EXA", "00112233445566778899aabbccddeeff"));

        await pipeline.IngestAsync("gitleaks", Rows.Gitleaks(tenant.ProjectId, "2", "aws = AKIA************7EXA"));

        Assert.Equal("00112233445566778899aabbccddeeff", await HashesAsync(tenant));
    }

    [Theory]
    [InlineData("0011")]
    [InlineData("zz112233445566778899aabbccddeeff")]
    public async Task A_hash_that_is_none_is_refused(string hash)
    {
        var tenant = await api.NewTenantAsync();

        var response = await (await tenant.PipelineAsync()).PostAsync("gitleaks", Rows.Array(Masked(tenant.ProjectId, "x", hash)));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_key_is_given_to_keys_of_the_project_and_kept_by_nobody()
    {
        var tenant = await api.NewTenantAsync();
        var other = await tenant.AddProjectAsync("other");
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);

        var response = await pipeline.GetAsync($"/api/projects/{tenant.ProjectId}/secret-hash-key", Ct);
        var key = (await response.Content.ReadFromJsonAsync<SecretHashKey>(Ct))!;

        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(SecretHasher.KeyLength, Convert.FromBase64String(key.Key).Length);
        Assert.DoesNotContain(key.Key, api.Logs.Text + key, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await pipeline.GetAsync($"/api/projects/{other}/secret-hash-key", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await api.Anonymous().GetAsync($"/api/projects/{tenant.ProjectId}/secret-hash-key", Ct)).StatusCode);
    }

    private static async Task<SecretHasher> HasherAsync(HttpClient pipeline, Guid project) => new(new SecretBytes(Convert.FromBase64String(
        (await pipeline.GetFromJsonAsync<SecretHashKey>($"/api/projects/{project}/secret-hash-key", Ct))!.Key)));

    private static JsonObject Masked(Guid project, string match, string hash, int line = 1)
    {
        var row = Rows.Gitleaks(project, "1", match, line: line);
        row["secretHash"] = hash;
        return row;
    }

    private static JsonObject InCode(Guid project, string snippet, string? hash)
    {
        var row = Rows.Universal(project, "1", rule: "B105", line: 30);
        (row["codeSnippet"], row["secretHash"]) = (snippet, hash);
        return row;
    }

    private static async Task<List<FindingDetail>> DetailsAsync(TestTenant tenant)
    {
        var list = (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings"), Ct))!;
        var details = new List<FindingDetail>();
        foreach (var item in list.Items)
            details.Add((await tenant.Member.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{item.Id}"), Ct))!);
        return details;
    }

    private Task<string> HashesAsync(TestTenant tenant) => api.Database.ScalarAsync<string>(api.DatabaseName,
        $"select string_agg(encode(secret_hash, 'hex'), ' ') from app.findings where tenant_id = '{tenant.Id}'");

    private Task<string> RowVersionsAsync(TestTenant tenant) => api.Database.ScalarAsync<string>(api.DatabaseName,
        $"select string_agg(f.xmin::text || f::text, ' ' order by f.id) from app.findings f where tenant_id = '{tenant.Id}'");
}
