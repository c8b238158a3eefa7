namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A variable of this process, which Azure.Identity reads itself; no other class of tests uses these.</summary>
internal sealed class ProcessVariable : IDisposable
{
    private readonly string _name;
    private readonly string? _before;

    public ProcessVariable(string name, string value)
    {
        (_name, _before) = (name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
}
