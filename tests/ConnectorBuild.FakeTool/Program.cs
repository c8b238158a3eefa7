// Stands in for dotnet-connector where a test is about how MSBuild runs it: writes down its arguments, prints the lines that the test
// wants and exits as told.
if (Environment.GetEnvironmentVariable("FAKE_TOOL_RECORD") is { Length: > 0 } record)
{
    File.WriteAllLines(record, [.. args, $"secret seen: {Environment.GetEnvironmentVariable("CONTOSO_API_SECRET") is { Length: > 0 }}"]);
}

if (Environment.GetEnvironmentVariable("FAKE_TOOL_OUTPUT") is { Length: > 0 } output)
{
    Console.Out.WriteLine(output);
}

// What the tool reports, one finding in JSON a line, in the form of the channel.
if (Environment.GetEnvironmentVariable("FAKE_TOOL_REPORTS") is { Length: > 0 } reports)
{
    var folder = Environment.GetEnvironmentVariable("CONNECTORBUILD_DIAGNOSTICS")!;
    foreach (var (index, report) in reports.Split('\n').Index())
    {
        File.WriteAllText(Path.Combine(folder, $"{index}.json"), report);
    }
}

if (Environment.GetEnvironmentVariable("FAKE_TOOL_HANGS") is { Length: > 0 } started)
{
    // Whoever waits for the file must never see it empty.
    File.WriteAllText(started + ".tmp", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
    File.Move(started + ".tmp", started);
    await Task.Delay(Timeout.Infinite);
}

// A child that outlives the tool and holds its standard output, as a server that was started in the background would.
if (Environment.GetEnvironmentVariable("FAKE_TOOL_BACKGROUND") is { Length: > 0 } seconds)
{
    System.Diagnostics.Process.Start("sleep", [seconds]).Dispose();
}

return int.TryParse(
    Environment.GetEnvironmentVariable("FAKE_TOOL_EXIT_CODE"), System.Globalization.CultureInfo.InvariantCulture,
    out var exitCode) ? exitCode : 0;
