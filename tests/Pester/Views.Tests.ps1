BeforeDiscovery {
    $script:Tables = ([xml](Get-Content "$PSScriptRoot/../../src/module/OpenAIFineTune.Format.ps1xml" -Raw)).
        SelectNodes('//View[TableControl]/ViewSelectedBy/TypeName').InnerText | Select-Object -Unique
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../OpenAIFineTune.psd1" -Force
    $PSStyle.OutputRendering = 'PlainText'

    $script:Created = [DateTimeOffset] [datetime] '2026-01-02T15:04:05'
    $script:Job = New-Object OpenAIFineTune.FineTuneJob -Property @{
        Id = 'ftjob-AF1WoRqd3aJAHsqc9NY7iL8F'; Status = 'validating_files'; Model = 'gpt-4.1-mini-2025-04-14'
        FineTunedModel = 'ft:gpt-4.1-mini-2025-04-14:acme:triage:abcd1234'; CreatedAt = $Created
        Metadata = [Collections.Generic.Dictionary[string, string]]::new()
    }
    $Job.Metadata.Add('finetune_separator', "`n`n###`n`n")

    function Get-Lines([int] $Width = 80) { $input | Out-String -Width $Width -Stream | Where-Object { $_ } | ForEach-Object TrimEnd }
    function Copy-ByClixml($Value) { $file = Join-Path $TestDrive copy.xml; $Value | Export-Clixml $file; Import-Clixml $file }
}

AfterAll {
    $PSStyle.OutputRendering = 'Host'
}

Describe 'The lists' {
    It 'show no escape in a text of a <_>' -ForEach ($Tables -notmatch 'Server$') {
        $item = [pscustomobject]@{ PSTypeName = $_ }
        foreach ($property in ($_ -as [type]).GetProperties()) {
            $value = if ($property.PropertyType -eq [string]) { "one`e]0;two`a" }
            $item | Add-Member $property.Name $value
        }

        $text = $item | Format-List | Out-String -Width 80

        $text | Should -Match 'one'
        $text | Should -Not -Match "`e|`a"
    }

    It 'show the times of a <_> in one way' -ForEach 'FineTuneFile', 'FineTuneEvent', 'FineTuneCheckpoint', 'FineTunedModel' {
        $item = New-Object "OpenAIFineTune.$_" -Property @{ CreatedAt = $Created }
        $item | Format-List | Out-String -Width 80 | Should -Match ': 2026-01-02 15:04:05\r?\n'
    }

    It 'show the metrics of a checkpoint each on one line' {
        $metrics = [Collections.Generic.Dictionary[string, double]]::new()
        $metrics.Add('valid_loss', 0.5)
        $metrics.Add('train_loss', 0.25)
        $item = New-Object OpenAIFineTune.FineTuneCheckpoint -Property @{ Metrics = $metrics }
        $item | Format-List | Out-String -Width 80 | Should -Match 'train_loss = 0.25\r?\n +valid_loss = 0.5'
    }
}

Describe 'The tables' {
    It 'show a <_> before the next one is there' -ForEach $Tables {
        $row = [pscustomobject]@{ PSTypeName = $_ }
        foreach ($property in ($_ -as [type]).GetProperties()) { $row | Add-Member $property.Name $null }
        $course = [Collections.Generic.List[string]]::new()
        1..2 | ForEach-Object { $course.Add("made $_"); $row } | Out-String -Stream -Width 80 | ForEach-Object { $course.Add('shown') }
        $course.IndexOf('shown') | Should -BeLessThan $course.IndexOf('made 2')
    }

    It 'show a job whole at <_> columns' -ForEach 80, 120 {
        $lines = $Job | Get-Lines $_
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 120 }
        $lines[2] | Should -Match '^ftjob-AF1WoRqd3aJAHsqc9NY7iL8F validating 2026-01-02 15:04 ft:gpt-4.1'
        -join ($lines[2..9] | ForEach-Object { $_.PadRight(60).Substring(59).Trim() }) | Should -Be $Job.FineTunedModel
    }

    It 'show a file whole at 80 columns' {
        $lines = New-Object OpenAIFineTune.FineTuneFile -Property @{
            Id = 'file-abcdefghijklmnopqrstuvwx'; FileName = 'a long name of a file.jsonl'; Bytes = 1536; Purpose = 'fine-tune'; CreatedAt = $Created
        } | Get-Lines
        $lines[2] | Should -Match '^file-abcdefghijklmnopqrstuvwx 2026-01-02 15:04\s+1\.5 KB fine-tune a long name'
        ($lines[2..4] | ForEach-Object { $_.PadRight(67).Substring(66).Trim() }) -join ' ' | Should -BeLike '*.jsonl'
    }

    It 'show the same clock in a culture with another calendar' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'th-TH'
            [OpenAIFineTune.Views.ViewText]::Minute($Created) | Should -Be '2026-01-02 15:04'
        }
        finally { [cultureinfo]::CurrentCulture = $before }
    }

    It 'show mistakes under the names of their columns, each on one line' {
        $lines = New-Object OpenAIFineTune.MeasuredAnswer -Property @{ Line = 3; Prompt = "a`nb"; Expected = 'x'; Answer = 'y' } | Get-Lines
        $lines[0] | Should -Match '^\s+Line Expected\s+Answer\s+Prompt$'
        $lines[2] | Should -Match 'a b$'
    }

    It 'write out what a terminal would act on in the text of a service' {
        $shown = @(
            New-Object OpenAIFineTune.FineTuneEvent -Property @{ JobId = 'j'; Level = "i`e[2J"; Message = "a`e]0;title`ab" }
            New-Object OpenAIFineTune.FineTunedCompletion -Property @{ Prompt = "p`e[1m"; Text = "t`e[2K"; FinishReason = "s`e[0m" }
            New-Object OpenAIFineTune.FineTuneJob -Property @{ Id = "f`e[1m"; Status = "s`e[1m"; Model = "m`e[1m" }
        ) | ForEach-Object { $_ | Format-Table | Out-String }
        $shown -match "`e|`a" | Should -BeNullOrEmpty
    }

    It 'show nothing for a time that is not known' {
        (New-Object OpenAIFineTune.FineTuneFile -Property @{ Id = 'file-1' } | Get-Lines)[2] | Should -Not -Match '0001|1970'
    }
}

Describe 'The lists' {
    It 'show a note of a job on one line, whatever is in it' {
        $Job | Format-List | Get-Lines | Should -Contain 'Metadata        : finetune_separator = \n\n###\n\n'
    }

    It 'show a job that was exported as they show the job' {
        Copy-ByClixml $Job | Format-List | Get-Lines | Should -Be ($Job | Format-List | Get-Lines)
        Copy-ByClixml $Job | Get-Lines | Should -Be ($Job | Get-Lines)
    }

    It 'show the last day of a model, its copy too, in one way' {
        $model = New-Object OpenAIFineTune.FineTunedModel -Property @{ Id = 'm'; ShutdownDate = [DateOnly]::new(2027, 1, 14); DaysLeft = 70 }
        foreach ($item in $model, (Copy-ByClixml $model)) {
            $item | Format-List | Get-Lines | Should -Contain 'ShutdownDate : 2027-01-14'
            ($item | Get-Lines) -match '^ .*m .*' -match '2027-01-14$' | Should -HaveCount 1
        }
    }

    It 'show a data set that was exported with the word for its task' {
        $data = New-Object OpenAIFineTune.FineTuneDataset -Property @{ TaskType = 'Classification'; ClassCount = 5; Separator = "`n`n###`n`n" }
        $lines = Copy-ByClixml $data | Get-Lines
        $lines -match '^Task' | Should -Match ': Classification with 5 classes$'
        $lines -match '^Separator' | Should -Match ': "\\n\\n###\\n\\n"$'
    }

    It 'show a measurement in 80 columns, its records in words' {
        $lines = New-Object OpenAIFineTune.FineTunedModelMeasurement -Property @{
            Model = 'm'; ExactMatch = 0.5; Usage = [OpenAIFineTune.TokenUsage]::new(1, 2, 3)
            Latency = [OpenAIFineTune.LatencyStatistics]::new('0:0:1', '0:0:1', '0:0:1', '0:0:1')
        } | Format-List | Get-Lines
        $lines -match '^Usage' | Should -Match ': 1 \+ 2 = 3 tokens$'
        $lines -match '^Latency' | Should -Match ': median 1000 ms, mean'
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'break the text of a rule between words' {
        $rule = New-Object OpenAIFineTune.FineTuneRemediation -Property @{ Rule = 'EmptyPrompt'; Count = 1; Message = 'a word and another ' * 8 }
        $data = New-Object OpenAIFineTune.FineTuneDataset -Property @{ Remediations = [OpenAIFineTune.FineTuneRemediation[]] $rule }
        $data | Get-Lines | Where-Object { $_ -match 'word' } | Should -Match '^.{15}(EmptyPrompt \(1\): |  )((a|word|and|another) ?)+$'
    }
}
