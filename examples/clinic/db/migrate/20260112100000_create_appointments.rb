class CreateAppointments < ActiveRecord::Migration[7.1]
  def change
    create_table :appointments do |t|
      t.bigint :patient_id, null: false
      t.datetime :starts_at, null: false
      t.string :room
      t.timestamps
    end
  end
end
