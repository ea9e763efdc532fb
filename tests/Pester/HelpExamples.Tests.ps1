# The examples of the help pages that need no service, each run as the block that a person would copy.
BeforeDiscovery {
    $script:Wanted = [ordered]@{
        'Connect-FineTune'           = 1
        'ConvertTo-FineTuneJsonl'    = 1, 4
        'Get-FineTune'               = 1, 2
        'Get-FineTuneCheckpoint'     = 2
        'Get-FineTuneConnection'     = 1
        'Get-FineTuneEvent'          = 2, 3
        'Get-FineTuneFile'           = 1
        'Get-FineTuneResult'         = 1, 2
        'Get-FineTunedModel'         = 1, 2
        'Measure-FineTunedModel'     = 1
        'New-FineTune'               = 1
        'Send-FineTuneFile'          = 2
        'Test-FineTuneData'          = 1, 2, 3
        'Wait-FineTune'              = 1, 2
        'Invoke-FineTunedCompletion' = 1, 2
    }
    $script:Cases = foreach ($page in $Wanted.Keys) {
        $text = Get-Content "$PSScriptRoot/../../docs/en-US/$page.md" -Raw
        foreach ($number in $Wanted[$page]) {
            $code = [regex]::Match($text, "### Example ${number}:.*?``````powershell\r?\n(.*?)``````", 'Singleline').Groups[1].Value
            @{ Page = $page; Number = $number; Code = $code }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/JobFixture.ps1
    Push-Location (New-Item (Join-Path $TestDrive work) -ItemType Directory)
    Copy-Item "$PSScriptRoot/../../docs/examples/tickets.csv" .
    Import-Csv tickets.csv | Where-Object Team | Select-Object -First 60 Question,
        @{ n = 'Good'; e = { $_.Team } }, @{ n = 'Bad'; e = { 'Nobody' } } | Export-Csv answers.csv
    $null = New-Item data -ItemType Directory
    $null = Connect-FineTune -Local -StatePath (Join-Path $TestDrive state)
    $data = ConvertTo-FineTuneJsonl ./tickets.csv -PromptProperty Question -CompletionProperty Team -OutputPath ./tickets `
        -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
    Copy-Item $data.TrainingFile ./data
    $script:job = $data | New-FineTune -Suffix help | Wait-FineTune
}

AfterAll {
    Pop-Location
    Get-FineTuneConnection | Disconnect-FineTune
}

Describe 'The examples of the help' {
    It 'run as they stand: <Page>, example <Number>' -ForEach $Cases {
        $Code | Should -Not -BeNullOrEmpty
        if ($Page -ne 'Connect-FineTune') { $null = Connect-FineTune -Local -StatePath (Join-Path $TestDrive state) }
        $problems = [Collections.Generic.List[object]]::new()
        $run = [scriptblock]::Create(($Code -replace 'ftjob-\w+', $job.Id -replace '-OutputPath \./tickets', '$0-again -Force'))
        $shown = & $run 2>&1 3>$null | ForEach-Object {
            # Rows that the data themselves make unusable are told and left out.
            if ($_ -is [System.Management.Automation.ErrorRecord]) { if ($_.FullyQualifiedErrorId -notlike 'InvalidExample*') { $problems.Add($_) } }
            else { $_ }
        } | Out-String -Width 120
        $problems | Should -BeNullOrEmpty
        $shown | Should -Not -Match '\w+ \{ \w+ = ' -Because 'a record is no text for a person'
        $shown | Should -Not -Match 'LastWriteTimeString|System\.Object|System\.Collections|Support +: '
    }
}
