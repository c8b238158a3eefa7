using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>Whether an environment can take the package: its solution there, its kind and its version.</summary>
internal static class PackageChecker
{
    /// <summary>Refuses what no import could do, and says whether there is anything to import.</summary>
    /// <returns>False when the environment has a newer version and is left alone.</returns>
    public static bool Check(PlanBuilder plan, ImportRoute route)
    {
        var package = route.Package;
        var url = plan.Desired.Target.DataverseUrl;
        if (plan.Dataverse.BlocksUnmanagedChanges == true && !package.IsManaged)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.UnmanagedBlocked,
                $"{url} blocks unmanaged customizations, so it would refuse the unmanaged package of '{package.Manifest.UniqueName}'. "
                    + $"Nothing was changed. Set Managed=\"true\" for environment '{plan.Desired.Target.Name}', or deploy the package "
                    + $"{package.Manifest.UniqueName}_managed.zip."));
        }

        if (plan.Dataverse.Solution is not { } solution)
        {
            return true;
        }

        SolutionPlanner.RequirePrefix(plan, solution);
        if (solution.Publisher is { UniqueName: { Length: > 0 } publisher }
            && string.Equals(solution.PublisherPrefix, package.Manifest.PublisherPrefix, StringComparison.OrdinalIgnoreCase)
            && !publisher.Equals(package.Manifest.PublisherName, StringComparison.OrdinalIgnoreCase))
        {
            plan.Diagnostics.Add(new Diagnostic(
                DataverseDiagnostics.PublisherConflict,
                $"Solution '{solution.UniqueName}' in {url} is of publisher '{publisher}', and the package is of publisher "
                    + $"'{package.Manifest.PublisherName}'; an import cannot change a solution's publisher. Nothing was changed. Set "
                    + $"ConnectorPublisherName to '{publisher}' and package again, or give the package another ConnectorSolutionName."));
        }

        if (solution.IsManaged != package.IsManaged)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.KindMismatch,
                $"Solution '{solution.UniqueName}' is {Kind(solution.IsManaged)} in {url}, and the package is "
                    + $"{Kind(package.IsManaged)}; an import cannot change the one into the other. Nothing was changed. Import the "
                    + $"{Kind(solution.IsManaged)} package (Managed=\"{(solution.IsManaged ? "true" : "false")}\"), or uninstall the "
                    + "solution first."));
        }

        var installed = ImportSolution.ParsedVersion(solution);
        if (installed <= package.Version)
        {
            OmissionPlanner.Check(plan, package, solution);
            return true;
        }

        return Lower(
            plan, route, installed,
            $"{url} has version {installed} of solution '{solution.UniqueName}', and the package is {package.Version}");
    }

    private static bool Lower(PlanBuilder plan, ImportRoute route, Version installed, string what)
    {
        var package = route.Package;
        if (package.SkipsLowerVersion)
        {
            plan.Diagnostics.Add(
                new Diagnostic(
                    SolutionDiagnostics.LowerVersion, DiagnosticSeverity.Warning,
                    $"{what}. ConnectorSkipLowerVersion is true, so the environment stays as it is."));
            plan.Unchanged.Add($"solution '{package.Manifest.UniqueName}' {installed}, which is newer than the package");
            return false;
        }

        if (route is { MayRollBack: true, Package.IsManaged: false })
        {
            plan.Diagnostics.Add(
                new Diagnostic(
                    SolutionDiagnostics.LowerVersion, DiagnosticSeverity.Warning,
                    $"{what}. The package was named on purpose, so this deployment rolls the solution back."));
            return true;
        }

        plan.Diagnostics.Add(new Diagnostic(
            SolutionDiagnostics.LowerVersion,
            package.IsManaged
                ? $"{what}; the platform never replaces a managed solution by an older one. Nothing was changed. Give the project a "
                    + $"higher Version; to go back, package the former content with a Version above {installed}. "
                    + "ConnectorSkipLowerVersion=true leaves such an environment alone."
                : $"{what}. Importing it would undo what is newer. Nothing was changed. Give the project a higher Version, deploy a "
                    + "former package with 'dotnet connector deploy --package' to go back on purpose, or set "
                    + "ConnectorSkipLowerVersion=true to leave such an environment alone."));
        return true;
    }

    private static string Kind(bool managed) => managed ? "managed" : "unmanaged";
}
