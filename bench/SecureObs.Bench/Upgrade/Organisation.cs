using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Bench.IngestChaos;
using SecureObs.Bench.Speed.Ingest;
using SecureObs.Cli.Api;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Bench.Upgrade;

/// <summary>An organisation that its owner made in the dashboard, with projects, each with the key of its pipeline.</summary>
internal sealed class Organisation
{
    private const int Runs = 3;
    private const int RowsOfRun = 500;
    private readonly HttpClient owner;

    private Organisation(HttpClient owner) => this.owner = owner;

    public Guid Id { get; private set; }

    public List<(Guid Id, SecretString Key)> Projects { get; } = [];

    public static async Task<Organisation> MakeAsync(Installation installation, Uri api, string name, int projects)
    {
        var made = new Organisation(new() { BaseAddress = api, DefaultRequestHeaders = { Authorization = new("Bearer", installation.People.Token(Guid.NewGuid(), name: $"Owner of {name}", expiresInMinutes: 600)) } });
        made.Id = await made.CreateAsync("/api/tenants", new() { ["name"] = name });
        for (var n = 0; n < projects; n++)
        {
            var project = await made.CreateAsync(made.Route("projects"), new() { ["name"] = $"project {n}" });
            var key = (await made.SendAsync(HttpMethod.Post, made.Route("api-keys"), new() { ["name"] = $"pipeline {n}", ["projectId"] = project }))!["key"]!;
            made.Projects.Add((project, (string)key!));
        }
        return made;
    }

    public string Route(string below) => $"/api/tenants/{Id}/{below}";

    /// <summary>What people and pipelines do in some weeks: runs with verdicts, decisions about findings, rules, invitations.</summary>
    public async Task LiveAsync(Acknowledgements acknowledged)
    {
        foreach (var (project, key) in Projects)
        {
            await SendAsync(HttpMethod.Put, Route($"projects/{project}/gate-policy"), new() { ["policy"] = "critical-and-high" });
            for (var run = 0; run < Runs; run++)
                await ScanAsync(project, key, run, acknowledged);
        }
        var findings = (await ReadAsync("findings?limit=50"))["items"]!.AsArray();
        foreach (var (n, finding) in findings.Select(finding => (string)finding!["id"]!).Index())
        {
            await SendAsync(HttpMethod.Put, Route($"findings/{finding}/status"), new() { ["status"] = (n % 3) switch { 0 => "in-review", 1 => "false-positive", _ => "wont-fix" }, ["reason"] = "Looked at." });
            await SendAsync(HttpMethod.Post, Route($"findings/{finding}/comments"), new() { ["comment"] = $"comment {n}" });
        }
        // Behind the decisions: what a path suppresses is not taken back for one finding.
        foreach (var (project, _) in Projects)
            await SendAsync(HttpMethod.Post, Route("suppressions"), new() { ["scope"] = "path", ["kind"] = "risk-accepted", ["reason"] = "Generated code.", ["projectId"] = project, ["pathPattern"] = "src/module7/**" });
        await SendAsync(HttpMethod.Post, Route("views"), new() { ["name"] = "mine", ["filter"] = new JsonObject() });
        await SendAsync(HttpMethod.Post, Route("invitations"), new() { ["role"] = "member" });
    }

    private async Task ScanAsync(Guid project, SecretString key, int run, Acknowledgements acknowledged)
    {
        using var api = new ApiClient(new(new(owner.BaseAddress!, "api/"), key), TimeProvider.System);
        var id = $"run-{run}";
        var opened = await api.OpenRunAsync($"{project}", new(id, "main", DefaultBranch: "main"), default);
        // Each rule has one finding, so that what is there more than once is seen.
        var rows = Report.Rows(project, id, run * 100, RowsOfRun).Select((row, n) => row with { RuleId = $"R{(run * 100) + n}" }).ToArray();
        await api.UploadAsync(new("findings/bulk-universal", rows.Length, ApiJson.Bytes(rows)), Report.Scanner, default);
        acknowledged.AddBatch(project, rows.Select(row => row.RuleId));
        await api.ReportResultAsync($"{project}", opened.RunId, Report.Scanner, new(ScannerStatus.Completed, "1.0", rows.Length), default);
        await api.CloseRunAsync($"{project}", opened.RunId, new(), default);
        acknowledged.AddClosed(opened.RunId);
        await api.DecideGateAsync($"{project}", id, default);
    }

    /// <summary>Its lists, whole: those of before must be in those of after, whoever answers.</summary>
    public async Task<JsonObject> ListsAsync(Uri? server = null)
    {
        var lists = new JsonObject { ["projects"] = await ReadAsync("projects", server), ["members"] = await ReadAsync("members", server), ["findings"] = await PagesAsync("findings?limit=100&sort=first-seen", server) };
        lists["suppressions"] = await ReadAsync("suppressions", server);
        lists["views"] = await ReadAsync("views", server);
        foreach (var (project, _) in Projects)
        {
            lists[$"runs {project}"] = await PagesAsync($"projects/{project}/runs?", server);
            lists[$"policy {project}"] = await ReadAsync($"projects/{project}/gate-policy/document", server);
        }
        return lists;
    }

    /// <summary>What a dashboard asks: status and path of each request that did not succeed.</summary>
    public async Task<List<string>> LookAsync(Uri server)
    {
        var failed = new List<string>();
        foreach (var path in (string[])["/api/me", Route("findings?limit=50"), Route("findings/facets"), Route("findings/trend"), Route("suppressions"), Route("audit"), Route("projects"), Route("members"), Route("api-keys")])
        {
            using var answer = await owner.GetAsync(new Uri(server, path));
            if (!answer.IsSuccessStatusCode)
                failed.Add($"{(int)answer.StatusCode} GET {path}");
        }
        return failed;
    }

    private async Task<JsonArray> PagesAsync(string path, Uri? server)
    {
        var (items, after) = (new JsonArray(), "");
        do
        {
            var page = await ReadAsync(after.Length == 0 ? path : $"{path}&after={Uri.EscapeDataString(after)}", server);
            foreach (var item in page["items"]!.AsArray())
                items.Add(item!.DeepClone());
            after = (string?)page["next"] ?? "";
        }
        while (after.Length > 0);
        return items;
    }

    private async Task<JsonNode> ReadAsync(string below, Uri? server = null)
    {
        using var answer = await owner.GetAsync(new Uri(server ?? owner.BaseAddress!, Route(below)));
        return await AnswerOfAsync(answer) ?? throw new InvalidOperationException($"GET {below} answered nothing.");
    }

    private async Task<Guid> CreateAsync(string path, JsonObject body) => Guid.Parse((string)(await SendAsync(HttpMethod.Post, path, body))!["id"]!);

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await owner.SendAsync(request);
        return await AnswerOfAsync(answer);
    }

    private static async Task<JsonNode?> AnswerOfAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? text.Length == 0 ? null : JsonNode.Parse(text)
            : throw new InvalidOperationException($"{(int)answer.StatusCode} {answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {text}");
    }
}
