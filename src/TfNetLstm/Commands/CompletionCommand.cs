using System.CommandLine;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>completion</c>: a script that lets a shell complete verbs and options.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # tfnetlstm completion bash >> ~/.bashrc
        _tfnetlstm() {
          local line="${COMP_WORDS[*]:1}"
          COMPREPLY=($(compgen -W "$(tfnetlstm "[suggest:${#line}]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _tfnetlstm tfnetlstm
        """;

    private const string Zsh = """
        # tfnetlstm completion zsh >> ~/.zshrc
        _tfnetlstm() {
          local line="${words[2,-1]}"
          local -a found=("${(@f)$(tfnetlstm "[suggest:${#line}]" "$line" 2>/dev/null)}")
          if [[ -n "${found[1]}" ]]; then compadd -- "${found[@]}"; else _files; fi
        }
        compdef _tfnetlstm tfnetlstm
        """;

    private const string PowerShell = """
        # tfnetlstm completion pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName tfnetlstm -ScriptBlock {
          param($word, $ast, $position)
          $line = ($ast.CommandElements | Select-Object -Skip 1) -join ' '
          if ($word -eq '') { $line += ' ' }
          tfnetlstm "[suggest:$($line.Length)]" $line | Where-Object { $_ -like "$word*" } |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or pwsh." };
        shell.CompletionSources.Add("bash", "zsh", "pwsh");
        var command = new VerbCommand(
            "completion",
            "Prints a script with which a shell completes verbs and options of the tool tfnetlstm.",
            "completion bash >> ~/.bashrc",
            "completion pwsh >> $PROFILE"
        )
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            var script = parsed.GetValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "pwsh" => PowerShell,
                var other => throw new UsageException($"there is no script for '{other}': give bash, zsh or pwsh"),
            };
            parsed.InvocationConfiguration.Output.WriteLine(script.ReplaceLineEndings("\n"));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
