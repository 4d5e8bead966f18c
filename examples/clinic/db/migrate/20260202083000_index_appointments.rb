class IndexAppointments < ActiveRecord::Migration[7.1]
  def change
    # The reception desk looks for free rooms by day.
    add_index :appointments, [:starts_at, :room]
    add_foreign_key :appointments, :patients
  end
end
