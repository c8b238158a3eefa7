public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var document = new XmlDocument();
        document.LoadXml(await Context.Request.Content.ReadAsStringAsync());
        string json = JsonConvert.SerializeXmlNode(document.DocumentElement, Formatting.None, omitRootObject: true);
        XElement other = XElement.Parse("<a/>");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(json + other.Name.LocalName) };
    }
}
