using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConnectorBuild.CustomCode.Compiler;

/// <summary>
/// The C# compiler of an installed .NET SDK, run in a process of its own: nothing of it is loaded here, and no compiler server stays
/// behind.
/// </summary>
internal sealed partial class CSharpCompiler(DotNetSdk sdk)
{
    /// <summary>Compiles one text into a library.</summary>
    /// <param name="source">The text, with <c>#line</c> directives that say where it comes from.</param>
    /// <param name="name">The assembly's name.</param>
    /// <param name="references">Paths of the assemblies to compile against.</param>
    /// <param name="languageVersion">As the compiler's option takes it, for example <c>9</c> or <c>latest</c>.</param>
    /// <param name="cancellationToken">Ends the compiler.</param>
    /// <exception cref="CompilerFailedException">The compiler cannot be run, or ends without saying why.</exception>
    public CSharpCompilation Compile(
        string source, string name, IEnumerable<string> references, string languageVersion, CancellationToken cancellationToken)
    {
        try
        {
            var folder = Directory.CreateTempSubdirectory("connector-script-");
            try
            {
                return Compile(folder.FullName, source, name, references, languageVersion, cancellationToken);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            throw new CompilerFailedException(exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    private CSharpCompilation Compile(
        string folder, string source, string name, IEnumerable<string> references, string languageVersion,
        CancellationToken cancellationToken)
    {
        var sourceFile = Path.Combine(folder, "source.cs");
        var assembly = Path.Combine(folder, name + ".dll");
        var symbols = Path.Combine(folder, name + ".pdb");
        var responseFile = Path.Combine(folder, "arguments.rsp");
        File.WriteAllText(sourceFile, source, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        File.WriteAllLines(responseFile,
        [
            "-nologo", "-nostdlib", "-target:library", "-deterministic", "-debug:portable", "-utf8output", "-preferreduilang:en-US", "-errorendlocation",

            // Warnings are the author's own business; the platform does not show them either.
            "-warn:0",
            $"-langversion:{languageVersion}", $"-out:\"{assembly}\"", $"-pdb:\"{symbols}\"",
            .. references.Select(path => $"-reference:\"{path}\""),
            $"\"{sourceFile}\"",
        ]);

        // -noconfig does not count in a response file.
        var (exitCode, output) = Run(["exec", sdk.CompilerPath, "-noconfig", "@" + responseFile], cancellationToken);
        if (exitCode == 0)
        {
            return new CSharpCompilation([], File.ReadAllBytes(assembly), File.ReadAllBytes(symbols));
        }

        var errors = Errors(output, sourceFile);
        return errors.Count > 0
            ? new CSharpCompilation(errors, null, null)
            : throw new CompilerFailedException($"'{sdk.CompilerPath}' ended with exit code {exitCode}: {output.Trim().ReplaceLineEndings(" ")}");
    }

    private (int ExitCode, string Output) Run(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(sdk.HostPath, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Take;
        process.ErrorDataReceived += Take;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using (cancellationToken.Register(() => Kill(process)))
        {
            process.WaitForExit();
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (output)
        {
            return (process.ExitCode, output.ToString());
        }

        void Take(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    // An error in the using directives that stand before the script has no place that the author knows.
    private static List<CSharpError> Errors(string output, string sourceFile)
    {
        var errors = new List<CSharpError>();
        foreach (Match match in ErrorLine().Matches(output))
        {
            var isPlaced = match.Groups["line"].Success && match.Groups["file"].Value != sourceFile;
            errors.Add(
                new CSharpError(
                    match.Groups["id"].Value, match.Groups["text"].Value.Trim(), Number("line"), Number("column"), Number("endLine"),
                    Number("endColumn")));

            int Number(string group) => isPlaced ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;
        }

        return errors;
    }

    // file(line,column,line,column): error CS0103: text
    [GeneratedRegex(@"^((?<file>.+)\((?<line>[0-9]+),(?<column>[0-9]+),(?<endLine>[0-9]+),(?<endColumn>[0-9]+)\): )?(fatal )?error (?<id>CS[0-9]{4,5}): (?<text>.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();
}
