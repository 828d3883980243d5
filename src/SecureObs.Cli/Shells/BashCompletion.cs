using System.Text;

namespace SecureObs.Cli.Shells;

/// <summary>For bash 4 or newer. Where nothing is known, it completes names of files.</summary>
internal static class BashCompletion
{
    public static string Of(CommandTree root)
    {
        var script = new StringBuilder("""
            # Completion of secureobs for bash:  eval "$(secureobs completion bash)"
            _secureobs() {
              local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} at='' words='' i
              for ((i = 1; i < COMP_CWORD; i++)); do
                case "$at ${COMP_WORDS[i]}" in

            """.ReplaceLineEndings("\n"));
        script.Append($"      {string.Join(" | ", Below(root).Select(command => $"' {command.Path}'"))}) at=\"$at ${{COMP_WORDS[i]}}\" ;;\n    esac\n  done\n  case \"$at $before\" in\n");
        foreach (var command in root.All())
            foreach (var option in command.Options.Where(option => option.ValueName is not null))
                script.Append($"    '{At(command)} {option.Name}') words='{string.Join(' ', option.Values)}' ;;\n");
        script.Append("    *)\n      case \"$at\" in\n");
        foreach (var command in root.All())
            script.Append($"        '{At(command)}') words='{string.Join(' ', Words(command))}' ;;\n");
        script.Append("""
                  esac ;;
              esac
              mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
            }
            complete -o default -F _secureobs secureobs

            """.ReplaceLineEndings("\n"));
        return script.ToString();
    }

    public static IEnumerable<CommandTree> Below(CommandTree root) => root.All().Where(command => command.Path.Length > 0);

    /// <summary>What may follow a command.</summary>
    public static IEnumerable<string> Words(CommandTree command) =>
        [.. command.Commands.Select(child => child.Name), .. command.Arguments.SelectMany(argument => argument.Values), .. command.Options.Select(option => option.Name)];

    private static string At(CommandTree command) => command.Path.Length == 0 ? "" : $" {command.Path}";
}
