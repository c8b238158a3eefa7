using System.CommandLine;
using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector unpack</c>: a solution zip to a folder, and a folder to a zip.</summary>
internal sealed class UnpackCommand : Command
{
    public UnpackCommand(ToolContext context)
        : base("unpack", "Unpacks a solution zip to the folder of SolutionPackager, or packs such a folder to a zip.")
    {
        var source = new Argument<string>("source") { Description = "A solution zip, or the folder of an unpacked solution." };
        var output = new Option<string?>("--output", "-o") { Description = "The folder or the zip; beside the source, with its name, if left out." };
        var managed = new Option<bool>("--managed") { Description = "Of a folder: packs the managed zip." };
        var force = new Option<bool>("--force") { Description = "Overwrites an existing zip or unpacked solution." };
        Add(source);
        Add(output);
        Add(managed);
        Add(force);
        SetAction(
            (parsed, _) => Task.FromResult(
                Run(context, parsed.GetValue(source)!, parsed.GetValue(output), parsed.GetValue(managed), parsed.GetValue(force))));
    }

    private static int Run(ToolContext context, string source, string? output, bool managed, bool force)
    {
        var isFolder = Directory.Exists(source);
        var package = isFolder ? SolutionPackage.ReadFolder(source) : SolutionPackage.ReadFile(source);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        var target = Path.GetFullPath(
            output ?? (isFolder ? $"{full}{(managed ? "_managed" : "")}.zip" : Path.Combine(
                Path.GetDirectoryName(full)!, Path.GetFileNameWithoutExtension(full))));
        if (!force && (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())))
        {
            throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.FileExists,
                $"'{target}' is there and would be overwritten. Nothing was written. Choose another place with --output, or pass --force."));
        }

        if (isFolder)
        {
            package.RequireSound(source);
            package.WriteToFile(target, managed);
        }
        else
        {
            // Unpacked, a package can be looked at and mended; none is made of it, so nothing is refused.
            DiagnosticLines.Write(context.Streams.Error, package.Findings(source).Select(f => f with { Severity = DiagnosticSeverity.Warning }));
            package.WriteToFolder(target);
        }

        context.Streams.Out.WriteLine(
            $"{package.Manifest.UniqueName} {package.Manifest.Version} -> {target} ({package.Connectors.Count} "
                + $"{(package.Connectors.Count == 1 ? "connector" : "connectors")})");
        return ExitCode.Done;
    }
}
