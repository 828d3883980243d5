namespace SecureObs.Cli.Outputs;

/// <summary>
/// The verdict on the page of the job. GitHub shows what stands in the file that GITHUB_STEP_SUMMARY names, and other steps
/// write there, too; Azure Pipelines takes a file by <c>##vso[task.uploadsummary]</c>. GitLab has no such page.
/// </summary>
internal static class JobSummary
{
    public static void Write(Surroundings surroundings, string markdown)
    {
        if (surroundings.IsSet("GITHUB_STEP_SUMMARY"))
            File.AppendAllText(surroundings.Variable("GITHUB_STEP_SUMMARY")!, markdown + "\n");
        else if (surroundings.IsSet("TF_BUILD") && surroundings.IsSet("AGENT_TEMPDIRECTORY"))
        {
            var file = Path.Combine(surroundings.Variable("AGENT_TEMPDIRECTORY")!, $"secureobs-{Guid.NewGuid():N}.md");
            File.WriteAllText(file, markdown);
            surroundings.Out.WriteLine($"##vso[task.uploadsummary]{file}");
        }
    }
}
