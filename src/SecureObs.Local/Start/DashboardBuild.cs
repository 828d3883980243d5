namespace SecureObs.Local.Start;

/// <summary>Builds the dashboard into the API's wwwroot, unless nothing changed since the last time.</summary>
internal static class DashboardBuild
{
    private const string WhatToDo = "Repair that, then start again. 'npm ci' and 'npm run build' in web/ show all of it.";

    public static async Task<string> RunAsync(Action<string> now, CancellationToken ct)
    {
        var web = Repository.PathOf("web");
        var lockFile = Path.Combine(web, "package-lock.json");
        if (!File.Exists(lockFile))
            throw new LocalProblem($"{web} holds no dashboard.", "Check out the whole repository.");

        var made = Repository.PathOf("src", "SecureObs.Api", "wwwroot", "index.html");
        // Everything at the top (configuration) and below src, public and scripts goes into the result; tests do not.
        var stamp = new InputStamp("dashboard", [
            .. Directory.EnumerateFiles(web),
            .. (string[])[Path.Combine(web, "src"), Path.Combine(web, "public"), Path.Combine(web, "scripts")],
        ]);
        if (stamp.IsCurrent && File.Exists(made))
            return "unchanged";

        var packages = new InputStamp("dashboard-packages", lockFile);
        if (!packages.IsCurrent || !Directory.Exists(Path.Combine(web, "node_modules")))
        {
            now("installing packages");
            await Tool.RunAsync(web, ["npm", "ci"], WhatToDo, ct);
            packages.Write();
        }

        now("building");
        await Tool.RunAsync(web, ["npm", "run", "build"], WhatToDo, ct);
        stamp.Write();
        return "built";
    }
}
