public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        Color colour = Color.FromArgb(255, 0, 15);
        var size = new Size(10, 20);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent($"{{\"red\":{colour.R},\"width\":{size.Width}}}") };
    }
}
