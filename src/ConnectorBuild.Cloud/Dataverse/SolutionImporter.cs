using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Imports a solution: in line with other imports, staged first, followed to its end.</summary>
internal sealed class SolutionImporter(
    DataverseClient client, DeploymentTarget target, TimeProvider clock, Action<string> tell, Action<Diagnostic> report, StagedPackages staged)
{
    private const string Starting = "starting the import";
    private const string Waiting = "waiting for other imports";

    /// <summary>Waits until no import runs: they exclude each other, and a second one fails.</summary>
    /// <returns>Whether there was one to wait for; then the environment may have changed since it was read.</returns>
    /// <exception cref="ConnectorException">CB8104: one stands still; CB8xxx, CB9005.</exception>
    public async Task<bool> WaitInLineAsync(CancellationToken cancellationToken)
    {
        var progress = new ImportProgress(clock);
        string? told = null;
        for (var hasWaited = false; ; hasWaited = true)
        {
            if (await RunningAsync(cancellationToken).ConfigureAwait(false) is not { } running)
            {
                return hasWaited;
            }

            // The other import may change what was found of the package.
            staged.Clear();

            var what = $"{((string?)running["solutionname"] is { Length: > 0 } name ? $"the import of solution '{name}'" : "another import")} "
                + $"that began {(string?)running["createdon"]}";
            var percent = (double?)running["progress"] ?? 0;
            if (told != what)
            {
                tell($"waits in line: {what} is running in {target.DataverseUrl}, and imports into one environment exclude each other");
                told = what;
            }

            if (!await progress.WaitAsync($"{running["importjobid"]} {percent}", cancellationToken).ConfigureAwait(false))
            {
                throw Stuck(what, percent);
            }
        }
    }

    /// <summary>Imports a package and follows it to its end.</summary>
    /// <returns>
    /// False when another run's import was faster, so that this one must line up again; what that one brought is not known yet.
    /// </returns>
    /// <param name="import">What to import.</param>
    /// <param name="values">Values of its environment variables.</param>
    /// <param name="isRetry">
    /// Whether the environment was read again after a failure: then a refusal of the version means that the version must be raised. Before
    /// that, the import of a run that was stopped may have ended after the environment was read.
    /// </param>
    /// <param name="cancellationToken">Stops the work; an import that has begun continues.</param>
    /// <exception cref="ConnectorException">CB8102 to CB8104; CB8xxx, CB9005.</exception>
    public async Task<bool> TryAsync(
        SolutionImport import, IReadOnlyDictionary<string, string> values, bool isRetry, CancellationToken cancellationToken)
    {
        await StageAsync(import.Package, cancellationToken).ConfigureAwait(false);
        var parameters = Parameters(import, values, staged.Take(import.Package));
        var (isHolding, started) = (false, (DataverseResponse?)null);
        try
        {
            try
            {
                started = await client.CallAsync(
                    import.IsUpgrade ? "StageAndUpgradeAsync" : "ImportSolutionAsync", Copy(parameters), Starting,
                    cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException e) when (import.IsUpgrade && DataverseRefusals.IsUnknownAction(e, "StageAndUpgradeAsync"))
            {
                // An environment that does not know the action: the same in two steps, through a holding solution.
                var holding = Copy(parameters);
                holding["HoldingSolution"] = true;
                (isHolding, started) = (true, await client.CallAsync(
                    "ImportSolutionAsync", holding, Starting, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (ConnectorException e) when (DataverseRefusals.IsBusy(e))
        {
            return await LineUpAsync(cancellationToken).ConfigureAwait(false);
        }

        if (await FollowAsync(
            client.Text(started, "AsyncOperationId", Starting), client.Text(started, "ImportJobKey", Starting),
            cancellationToken).ConfigureAwait(false) is { } failure)
        {
            return failure.IsBusy || (!isRetry && failure.IsOfVersion)
                ? await LineUpAsync(cancellationToken).ConfigureAwait(false)
                : throw new ConnectorException(HeldBack.Find(
                    "", failure.Message,
                    $"The import of solution '{import.Package.Manifest.UniqueName}' {import.Package.Version} into "
                        + $"{target.DataverseUrl} failed") ?? new Diagnostic(
                    SolutionDiagnostics.ImportFailed,
                    $"The import of solution '{import.Package.Manifest.UniqueName}' {import.Package.Version} into "
                        + $"{target.DataverseUrl} failed: {failure.Message} The platform takes a failed import back as a whole. "
                        + "Correct what it names, and run again."));
        }

        if (isHolding)
        {
            await PromoteAsync(import.Package.Manifest.UniqueName, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>The failure of a run that never got its turn.</summary>
    public ConnectorException AlwaysBusy() => new(new Diagnostic(
        SolutionDiagnostics.ImportStuck,
        $"{target.DataverseUrl} refused the import again and again because another one is running ({DataverseRefusals.Busy}), and "
            + "shows none that runs. Nothing was imported. Look under Solutions > See history in the maker portal, and run again when "
            + "it is quiet there."));

    // Another run was a moment faster. A wait, so that two runs do not follow each other at the same beat.
    private async Task<bool> LineUpAsync(CancellationToken cancellationToken)
    {
        tell($"{Waiting}: another run was faster");
        await Task.Delay(TimeSpan.FromMilliseconds(500 + Random.Shared.Next(1500)), clock, cancellationToken).ConfigureAwait(false);
        return false;
    }

    /// <summary>Uploads a package for the environment to check, unless that is done; <see cref="TryAsync"/> imports what was uploaded.</summary>
    /// <exception cref="ConnectorException">CB8102: the environment does not take it; CB8xxx, CB9005.</exception>
    public async Task StageAsync(DesiredPackage package, CancellationToken cancellationToken)
    {
        if (staged.Has(package))
        {
            return;
        }

        var answer = await client.CallAsync(
            "StageSolution", new JsonObject { ["CustomizationFile"] = Convert.ToBase64String(package.Zip.Span) }, "staging the package", cancellationToken).ConfigureAwait(false);
        var results = answer.Body?["StageSolutionResults"];
        var errors = new List<string>();
        foreach (var finding in (results?["SolutionValidationResults"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var text = SafeText.OneLine($"{finding["Message"]} {finding["AdditionalInfo"]}").TrimEnd();
            if (string.Equals((string?)finding["SolutionValidationResultType"], "Error", StringComparison.OrdinalIgnoreCase))
            {
                errors.Add(text);
            }
            else
            {
                report(new Diagnostic(SolutionDiagnostics.ImportFinding, $"Staging the package in {target.DataverseUrl} found: {text}"));
            }
        }

        errors.AddRange((results?["MissingDependencies"] as JsonArray ?? []).OfType<JsonObject>().Select(d =>
            SafeText.OneLine(
                $"'{d["DependentComponentDisplayName"]}' needs {d["RequiredComponentType"]} '{d["RequiredComponentSchemaName"]}' of "
                    + $"solution '{d["RequiredSolutionName"]}', which is not there")));
        var status = (string?)results?["StageSolutionStatus"];
        if (errors.Count > 0 || !string.Equals(status, "Passed", StringComparison.OrdinalIgnoreCase))
        {
            throw new ConnectorException(new Diagnostic(
                SolutionDiagnostics.StageRefused,
                $"{target.DataverseUrl} does not take the package of solution '{package.Manifest.UniqueName}': "
                    + $"{(errors.Count > 0 ? string.Join("; ", errors) : $"its status is '{status}'")}. The import was not started. "
                    + "Correct what it names; import what is missing first."));
        }

        staged.Add(package, (string?)results!["StageSolutionUploadId"] ?? "");
    }

    // Null when it succeeded.
    private async Task<ImportFailure?> FollowAsync(string operation, string job, CancellationToken cancellationToken)
    {
        var progress = new ImportProgress(clock);
        var patience = new PatientReader(client, clock, tell);
        var told = -1;
        while (true)
        {
            var answers = await patience.ReadAsync(
                [
                    $"asyncoperations({operation})?$select=statecode,statuscode,message,friendlymessage,errorcode,completedon",
                    $"importjobs({job})?$select=progress,startedon,completedon",
                ],
                "following the import",
                cancellationToken).ConfigureAwait(false);
            var (state, percent) = (answers[0].Body, (double?)answers[1].Body?["progress"] ?? 0);
            if ((int?)state?["statecode"] == 3)
            {
                return (int?)state["statuscode"] == 30 ? await ResultAsync(patience, job, cancellationToken).ConfigureAwait(false) : Failure(state);
            }

            if ((int)percent / 10 > told)
            {
                told = (int)percent / 10;
                tell(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"import {percent:0} %{((int?)state?["statuscode"] is 0 or 10 ? ", waiting for resources" : "")}"));
            }

            if (!await progress.WaitAsync($"{percent} {state?["statuscode"]}", cancellationToken).ConfigureAwait(false))
            {
                throw Stuck("the import that this run started", percent);
            }
        }
    }

    private async Task<ImportFailure?> ResultAsync(PatientReader patience, string job, CancellationToken cancellationToken)
    {
        var answers = await patience.ReadAsync(
            [$"RetrieveSolutionImportResult(ImportJobId={job})"], "reading the import's result", cancellationToken).ConfigureAwait(false);
        var result = answers[0].Body?["SolutionOperationResult"];
        foreach (var warning in Texts(result?["WarningMessages"]))
        {
            report(new Diagnostic(SolutionDiagnostics.ImportFinding, $"The import into {target.DataverseUrl} warns: {warning}"));
        }

        var errors = Texts(result?["ErrorMessages"]);
        return errors.Count == 0 && (string?)result?["Status"] is null or "Passed"
            ? null
            : new ImportFailure("", string.Join("; ", errors.DefaultIfEmpty($"its result is '{result?["Status"]}'")));
    }

    private static List<string> Texts(JsonNode? list) =>
        [.. (list as JsonArray ?? []).Select(m => SafeText.OneLine(m is JsonObject o ? (string?)o["Message"] ?? o.ToJsonString() : $"{m}"))];

    private static ImportFailure Failure(JsonObject state)
    {
        var code = (int?)state["errorcode"] is { } number ? $"0x{number:x8}" : "";
        var text = SafeText.OneLine((string?)state["friendlymessage"] ?? (string?)state["message"] ?? "it was cancelled");
        return new ImportFailure(code, $"{text} ({code})");
    }

    private async Task<JsonObject?> RunningAsync(CancellationToken cancellationToken)
    {
        var answers = await client.ReadAsync(
            ["importjobs?$select=importjobid,solutionname,progress,createdon,completedon&$filter=completedon eq null"], Waiting, cancellationToken).ConfigureAwait(false);
        return answers[0].First;
    }

    /// <summary>Puts a holding solution in the place of the solution; what only the solution has is deleted.</summary>
    /// <param name="solution">Unique name of the solution.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB8121, CB8122: something holds a deletion back; CB8xxx, CB9005.</exception>
    public Task PromoteAsync(string solution, CancellationToken cancellationToken) =>
        client.CallAsync("DeleteAndPromote", new JsonObject { ["UniqueName"] = solution }, "completing the upgrade", cancellationToken);

    private static JsonObject Parameters(SolutionImport import, IReadOnlyDictionary<string, string> values, string upload) => new()
    {
        ["OverwriteUnmanagedCustomizations"] = import.OverwritesUnmanaged,
        ["PublishWorkflows"] = true,
        ["ComponentParameters"] = new JsonArray(
        [
            .. values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => new JsonObject
            {
                ["@odata.type"] = "Microsoft.Dynamics.CRM.environmentvariablevalue",
                ["schemaname"] = v.Key,
                ["value"] = v.Value,
            }),
            .. import.Package.Connections.Select(c => new JsonObject
            {
                ["@odata.type"] = "Microsoft.Dynamics.CRM.connectionreference",
                ["connectionreferencelogicalname"] = c.LogicalName,
                ["connectorid"] = c.ConnectorId,
                ["connectionid"] = c.ConnectionId,
            }),
        ]),
        ["SolutionParameters"] = new JsonObject { ["StageSolutionUploadId"] = upload },
    };

    private static JsonObject Copy(JsonObject parameters) => parameters.DeepClone().AsObject();

    private ConnectorException Stuck(string what, double percent) => new(new Diagnostic(
        SolutionDiagnostics.ImportStuck,
        string.Create(
            CultureInfo.InvariantCulture,
            $"In {target.DataverseUrl}, {what} has been at {percent:0} % for {ImportProgress.StillBound.TotalMinutes:0} minutes. It "
                + $"was left running. {PatientReader.Consequence} Look at it in the maker portal under Solutions > See history; run "
                + $"again when it has ended: the next run continues from what the import brought.")));

    private sealed record ImportFailure(string Code, string Message)
    {
        public bool IsBusy => DataverseRefusals.IsBusy(Code, Message);

        public bool IsOfVersion => DataverseRefusals.IsOfVersion(Code, Message);
    }
}
