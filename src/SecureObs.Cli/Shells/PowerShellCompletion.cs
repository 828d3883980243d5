using System.Text;

namespace SecureObs.Cli.Shells;

/// <summary>For PowerShell 5.1 and 7.</summary>
internal static class PowerShellCompletion
{
    public static string Of(CommandTree root)
    {
        var script = new StringBuilder("""
            # Completion of secureobs for PowerShell:  secureobs completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName secureobs -ScriptBlock {
                param($word, $ast, $cursor)
                $commands = @{

            """.ReplaceLineEndings("\n"));
        foreach (var command in root.All())
            script.Append($"        {Quoted(command.Path)} = @({string.Join(", ", BashCompletion.Words(command).Select(Quoted))})\n");
        script.Append("    }\n    $values = @{\n");
        foreach (var command in root.All())
            foreach (var option in command.Options.Where(option => option.ValueName is not null))
                script.Append($"        {Quoted($"{command.Path} {option.Name}")} = @({string.Join(", ", option.Values.Select(Quoted))})\n");
        script.Append("""
                }
                $at = ''
                $typed = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
                foreach ($one in $typed) { if ($commands.ContainsKey("$at $one".Trim())) { $at = "$at $one".Trim() } }
                $before = if ($typed.Count -gt 0) { "$at $($typed[-1])" } else { '' }
                $found = if ($values.ContainsKey($before)) { $values[$before] } else { $commands[$at] }
                $found | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }

            """.ReplaceLineEndings("\n"));
        return script.ToString();
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
